-- The event store on PostgreSQL. To run it by hand, create the schema and select it first:
--   create schema eventsourcing;
--   set search_path to eventsourcing;

create sequence if not exists notification_ids as bigint cache 1;

-- Fixed-width columns come first, beginning with the eight-byte ones, so that rows need no padding.
create table if not exists stored_events (
  notification_id bigint not null,
  originator_version bigint not null,
  event_time timestamp with time zone not null,
  originator_id uuid not null,
  event_version integer not null,
  originator_type text not null,
  event_type text not null,
  payload bytea not null,
  metadata text,
  constraint stored_events_pk primary key (originator_id, originator_version),
  constraint stored_events_notification_id unique (notification_id) with (fillfactor = 100)
) with (
  -- Rows never change: freeze them at the first vacuum, and vacuum in steps that stay small as the table grows.
  autovacuum_freeze_min_age = 0,
  autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02
);

create table if not exists snapshots (
  originator_version bigint not null,
  snapshot_time timestamp with time zone not null,
  originator_id uuid not null,
  snapshot_version integer not null,
  originator_type text not null,
  payload bytea not null,
  metadata text,
  constraint snapshots_pk primary key (originator_id, originator_version)
);

-- The processes that run consumers: one row for each process, which renews its lease in it about once a second.
create table if not exists runners (
  alive_until timestamp with time zone not null,
  started_at timestamp with time zone not null,
  id uuid not null,
  name text not null,
  group_name text not null,
  constraint runners_pk primary key (id)
) with (
  fillfactor = 10,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000
);

-- The position of a consumer in a log: one row for each version, log and partition, updated in place.
-- All events up to notification_id have been handled, those up to replay_until for at least the second time.
-- The epoch increases with each change of owner and each reset. upstream_id is the identity of a remote log.
-- After a process has died, events are handled one at a time: started_id is the event, started counts its attempts.
create table if not exists tracking (
  notification_id bigint not null,
  replay_until bigint not null default 0,
  epoch bigint not null default 0,
  failed_id bigint,
  started_id bigint,
  failed_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  owner uuid,
  upstream_id uuid,
  consumer_version integer not null,
  partition_number integer not null,
  partition_count integer not null,
  attempts integer not null default 0,
  started integer not null default 0,
  state text not null default 'RUNNING',
  consumer_name text not null,
  upstream_name text not null,
  failure text,
  constraint tracking_pk primary key (consumer_name, consumer_version, upstream_name, partition_number)
) with (
  fillfactor = 10,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000
);

-- The version of each consumer that is in use, and the version that is to replace it on request.
create table if not exists active_versions (
  since timestamp with time zone not null,
  consumer_version integer not null,
  requested_version integer,
  consumer_name text not null,
  constraint active_versions_pk primary key (consumer_name)
);

-- Events that a consumer has set aside: those that it could not handle (attempts above 0), and later events of the same
-- aggregates. The events themselves are in the log. The owner of the consumer carries out a request (RETRY or DISCARD).
create table if not exists parked_events (
  notification_id bigint not null,
  parked_at timestamp with time zone not null,
  attempted_at timestamp with time zone,
  originator_id uuid not null,
  consumer_version integer not null,
  partition_number integer not null,
  attempts integer not null,
  request text,
  topic text not null,
  consumer_name text not null,
  upstream_name text not null,
  cause text,
  constraint parked_events_pk primary key (consumer_name, consumer_version, upstream_name, partition_number,
    notification_id)
);

create index if not exists parked_events_request
  on parked_events (consumer_name, consumer_version, upstream_name, partition_number)
  where request is not null;

-- The identity of this log: one row, so that a follower in another database notices if another log takes its place.
create table if not exists log_identity (
  singleton boolean not null default true check (singleton),
  id uuid not null,
  constraint log_identity_pk primary key (singleton)
);
