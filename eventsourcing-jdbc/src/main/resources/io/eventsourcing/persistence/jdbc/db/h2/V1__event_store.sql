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

-- The processes that run consumers: one row for each process, which renews its lease in it about once a second.
create table if not exists runners (
  alive_until timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone not null,
  id uuid not null,
  name varchar not null,
  group_name varchar not null,
  constraint runners_pk primary key (id)
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
  failed_at timestamp(6) with time zone,
  changed_at timestamp(6) with time zone not null,
  owner uuid,
  upstream_id uuid,
  consumer_version integer not null,
  partition_number integer not null,
  partition_count integer not null,
  attempts integer not null default 0,
  started integer not null default 0,
  state varchar not null default 'RUNNING',
  consumer_name varchar not null,
  upstream_name varchar not null,
  failure varchar,
  constraint tracking_pk primary key (consumer_name, consumer_version, upstream_name, partition_number)
);

-- The version of each consumer that is in use, and the version that is to replace it on request.
create table if not exists active_versions (
  since timestamp(6) with time zone not null,
  consumer_version integer not null,
  requested_version integer,
  consumer_name varchar not null,
  constraint active_versions_pk primary key (consumer_name)
);

-- Events that a consumer has set aside: those that it could not handle (attempts above 0), and later events of the same
-- aggregates. The events themselves are in the log. The owner of the consumer carries out a request (RETRY or DISCARD).
create table if not exists parked_events (
  notification_id bigint not null,
  parked_at timestamp(6) with time zone not null,
  attempted_at timestamp(6) with time zone,
  originator_id uuid not null,
  consumer_version integer not null,
  partition_number integer not null,
  attempts integer not null,
  request varchar,
  topic varchar not null,
  consumer_name varchar not null,
  upstream_name varchar not null,
  cause varchar,
  constraint parked_events_pk primary key (consumer_name, consumer_version, upstream_name, partition_number,
    notification_id)
);

create index if not exists parked_events_request
  on parked_events (request, consumer_name, consumer_version, upstream_name, partition_number);

-- The types and versions of the events that are stored, learned by following the log, for the check at start-up.
create table if not exists event_types (
  first_notification_id bigint not null,
  event_version integer not null,
  originator_type varchar not null,
  event_type varchar not null,
  constraint event_types_pk primary key (originator_type, event_type, event_version)
);

-- The identity of this log: one row, so that a follower in another database notices if another log takes its place.
create table if not exists log_identity (
  singleton boolean not null default true check (singleton),
  id uuid not null,
  constraint log_identity_pk primary key (singleton)
);

-- For people: stored events with their payload, if it is JSON, as text. Other payloads are shown as null.
create or replace view readable_events as
select notification_id, originator_type, originator_id, originator_version, event_type, event_version, event_time,
  case when substring(payload from 1 for 1) = x'7b' then utf8tostring(payload) end as payload,
  metadata
from stored_events;
