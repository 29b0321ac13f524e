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
