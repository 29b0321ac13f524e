-- The event store on H2. To run it by hand, create the schema and select it first:
--   create schema "eventsourcing";
--   set schema "eventsourcing";

-- Committed events must survive a crash; by default, H2 writes them up to half a second after the commit.
set write_delay 0;

create sequence if not exists notification_ids as bigint;

-- A transaction that appends events first locks the row of this table.
create table if not exists append_lock (
  id integer not null,
  constraint append_lock_pk primary key (id)
);

merge into append_lock (id) values (1);

create table if not exists stored_events (
  notification_id bigint not null,
  originator_version bigint not null,
  event_time timestamp(6) with time zone not null,
  originator_id uuid not null,
  event_version integer not null,
  originator_type varchar not null,
  event_type varchar not null,
  payload varbinary not null,
  metadata varchar,
  constraint stored_events_pk primary key (originator_id, originator_version),
  constraint stored_events_notification_id unique (notification_id)
);

create table if not exists snapshots (
  originator_version bigint not null,
  snapshot_time timestamp(6) with time zone not null,
  originator_id uuid not null,
  snapshot_version integer not null,
  originator_type varchar not null,
  payload varbinary not null,
  metadata varchar,
  constraint snapshots_pk primary key (originator_id, originator_version)
);

-- The position of a consumer in a log: one row for each log that it follows, updated in place.
create table if not exists tracking (
  notification_id bigint not null,
  consumer_name varchar not null,
  upstream_name varchar not null,
  constraint tracking_pk primary key (consumer_name, upstream_name)
);
