create table trick_counters (
  trick varchar not null,
  times bigint not null,
  constraint trick_counters_pk primary key (trick)
);

create table dog_versions (
  dog_id uuid not null,
  version bigint not null,
  time timestamp(6) with time zone not null,
  constraint dog_versions_pk primary key (dog_id, version)
);
