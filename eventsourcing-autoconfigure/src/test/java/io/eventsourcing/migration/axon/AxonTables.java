package io.eventsourcing.migration.axon;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of Axon's JPA storage engines, as Hibernate creates them on PostgreSQL. */
enum AxonTables {

	AXON_4_BYTEA("-- Axon 4, columns of type bytea", "bytea", ""),

	AXON_4_OID("-- Axon 4, columns of type oid", "oid", ""),

	AXON_5("-- Axon 5", "bytea", "0.0.1");

	/** How the statement that creates the view starts. */
	final String view;

	/** The revision of events that do not have one. */
	final String noRevision;

	private final String binaryType;

	AxonTables(String view, String binaryType, String noRevision) {
		this.view = view;
		this.binaryType = binaryType;
		this.noRevision = noRevision;
	}

	void create(JdbcTemplate jdbc) {
		jdbc.execute((this == AXON_5) ? """
				create table aggregate_event_entry (
				  global_index bigint not null,
				  aggregate_type varchar(255),
				  aggregate_identifier varchar(255),
				  aggregate_sequence_number bigint,
				  type varchar(255) not null,
				  version varchar(255) not null,
				  timestamp varchar(255) not null,
				  payload bytea not null,
				  metadata bytea,
				  identifier varchar(255) not null unique,
				  primary key (global_index),
				  unique (aggregate_identifier, aggregate_sequence_number)
				)
				""" : """
				create table domain_event_entry (
				  global_index bigint not null,
				  event_identifier varchar(255) not null unique,
				  meta_data {binary},
				  payload {binary} not null,
				  payload_revision varchar(255),
				  payload_type varchar(255) not null,
				  time_stamp varchar(255) not null,
				  aggregate_identifier varchar(255) not null,
				  sequence_number bigint not null,
				  type varchar(255),
				  primary key (global_index),
				  unique (aggregate_identifier, sequence_number)
				)
				""".replace("{binary}", this.binaryType));
	}

	/** Stores an event of an aggregate. */
	void insert(JdbcTemplate jdbc, long index, UUID id, long sequence, String type, String revision, String time,
			String payload, String metadata) {
		insert(jdbc, index, "Dog", id.toString(), sequence, type, revision, time, payload, metadata);
	}

	/** Stores an event that was published without an aggregate. */
	void insertWithoutAggregate(JdbcTemplate jdbc, long index) {
		boolean without = this == AXON_5;
		insert(jdbc, index, null, without ? null : UUID.randomUUID().toString(), without ? null : 0L,
				"com.acme.dogs.DoorOpenedEvent", "", "2024-03-01T09:00:00Z", "{}", "{}");
	}

	private void insert(JdbcTemplate jdbc, long index, @Nullable String aggregateType, @Nullable String id,
			@Nullable Long sequence, String type, String revision, String time, String payload, String metadata) {
		String stored = revision.isEmpty() ? this.noRevision : revision;
		jdbc.update(
				((this == AXON_5) ? """
						insert into aggregate_event_entry (global_index, aggregate_type, aggregate_identifier,
						  aggregate_sequence_number, type, version, timestamp, payload, metadata, identifier)
						values (?, ?, ?, ?, ?, ?, ?, {binary}, {binary}, ?)
						""" : """
						insert into domain_event_entry (global_index, type, aggregate_identifier, sequence_number,
						  payload_type, payload_revision, time_stamp, payload, meta_data, event_identifier)
						values (?, ?, ?, ?, ?, nullif(?, ''), ?, {binary}, {binary}, ?)
						""").replace("{binary}",
						this.binaryType.equals("oid") ? "lo_from_bytea(0, convert_to(?, 'UTF8'))"
								: "convert_to(?, 'UTF8')"),
				index, aggregateType, id, sequence, type, stored, time, payload, metadata,
				UUID.randomUUID().toString());
	}

}
