create table dog_cards (
  dog_id uuid not null,
  name varchar not null,
  tricks integer not null,
  constraint dog_cards_pk primary key (dog_id)
);

create table audit_trail (
  id bigint not null,
  topic varchar not null,
  time timestamp with time zone not null,
  constraint audit_trail_pk primary key (id)
);

create table dog_cards_2 (
  dog_id uuid not null,
  name varchar not null,
  tricks integer not null,
  last_trick varchar,
  constraint dog_cards_2_pk primary key (dog_id)
);

create view dog_card_view as select dog_id, name, tricks, cast(null as varchar) as last_trick from dog_cards;
