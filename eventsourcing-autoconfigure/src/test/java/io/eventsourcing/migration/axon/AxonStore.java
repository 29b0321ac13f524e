package io.eventsourcing.migration.axon;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.migration.Page;
import io.eventsourcing.testsupport.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

/** Events in the tables of Axon, and the statements of the page that import them. */
final class AxonStore {

	static final Page PAGE = new Page("axon.md");

	static final String REGISTERED = "com.acme.dogs.DogRegisteredEvent";

	static final String TRICK_ADDED = "com.acme.dogs.TrickAddedEvent";

	static final UUID FIDO = UUID.fromString("6f1c0f3e-8a55-4f0c-9d2e-1c2d3e4f5a6b");

	static final UUID REX = UUID.fromString("0b9b6f0a-2f5d-4f7e-8a3c-9f8e7d6c5b4a");

	final JdbcTemplate jdbc;

	private final AxonTables tables;

	AxonStore(TestDatabase database, AxonTables tables) {
		this.jdbc = new JdbcTemplate(database.dataSource());
		this.tables = tables;
		tables.create(this.jdbc);
	}

	/** Stores two dogs, one of which has learned a trick under a lower index. */
	void insertDogs() {
		insert(101, FIDO, 0, REGISTERED, "", "{\"dogId\":\"" + FIDO + "\",\"name\":\"Fido\"}");
		insert(102, REX, 0, REGISTERED, "", "{\"dogId\":\"" + REX + "\",\"name\":\"Rex\"}");
		insert(103, FIDO, 1, TRICK_ADDED, "", "{\"dogId\":\"" + FIDO + "\",\"trickName\":\"sit\"}");
		insert(51, REX, 1, TRICK_ADDED, "2.0", "{\"dogId\":\"" + REX + "\",\"trick\":\"jump\"}");
		insert(104, FIDO, 2, TRICK_ADDED, "2.0", "{\"dogId\":\"" + FIDO + "\",\"trick\":\"röll over\"}");
		this.tables.insertWithoutAggregate(this.jdbc, 105);
	}

	/** Stores an event whose time has the last digits of its index as microseconds. */
	void insert(long index, UUID id, long sequence, String type, String revision, String payload) {
		this.tables.insert(this.jdbc, index, id, sequence, type, revision,
				String.format("2024-03-01T09:00:00.%06dZ", index), payload,
				(sequence == 0) ? "{\"userId\":\"ann\",\"attempt\":1,\"traceId\":null}" : "{}");
	}

	/** Creates the view and the names. */
	void prepare() {
		this.jdbc.execute(PAGE.sql(this.tables.view));
		this.jdbc.execute(PAGE.sql("create table axon_names").replace("''", "'" + this.tables.noRevision + "'"));
	}

	List<Map<String, Object>> problems() {
		return this.jdbc.queryForList(PAGE.sql("with moving"));
	}

	void importEvents() {
		this.jdbc.execute(PAGE.sql("begin"));
	}

	List<Map<String, Object>> differences() {
		return this.jdbc.queryForList(PAGE.sql("select e.aggregate_id"));
	}

}
