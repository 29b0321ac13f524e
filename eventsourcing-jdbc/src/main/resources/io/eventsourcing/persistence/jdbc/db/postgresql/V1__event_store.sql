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

-- The types and versions of the events that are stored, learned by following the log, for the check at start-up.
create table if not exists event_types (
  first_notification_id bigint not null,
  event_version integer not null,
  originator_type text not null,
  event_type text not null,
  constraint event_types_pk primary key (originator_type, event_type, event_version)
);

-- The identity of this log: one row, so that a follower in another database notices if another log takes its place.
create table if not exists log_identity (
  singleton boolean not null default true check (singleton),
  id uuid not null,
  constraint log_identity_pk primary key (singleton)
);

-- For people: stored events with their payload and metadata as JSON. Other payloads are shown as null.
-- The type json shows the text as it was stored; jsonb would reject \u0000 and halves of surrogate pairs.
create or replace view readable_events as
select notification_id, originator_type, originator_id, originator_version, event_type, event_version, event_time,
  case when substring(payload from 1 for 1) = '\x7b'::bytea then convert_from(payload, 'UTF8')::json end as payload,
  case when metadata like '{%' then metadata::json end as metadata
from stored_events;
