package io.eventsourcing.persistence.jdbc.sql;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Sends the events of several appends to PostgreSQL, as one array per column.
 * <p>
 * UUIDs and times are sent in the binary format, although the driver would send them as
 * text: parsing a UUID and a time costs the server about half as much as inserting a row.
 */
final class PostgresArrays {

	/**
	 * One array per column, with one element per row, in the order of {@link #addEvents}.
	 * In the select list, they are read as rows are needed; in the from clause, each
	 * array would first be copied to a table.
	 */
	static final String COLUMNS = """
			pg_catalog.unnest(?::bigint[]) as originator_version, pg_catalog.unnest(?::pg_catalog.timestamptz[]) as event_time,
			pg_catalog.unnest(?::pg_catalog.uuid[]) as originator_id, pg_catalog.unnest(?::int[]) as event_version,
			pg_catalog.unnest(?::pg_catalog.text[]) as originator_type, pg_catalog.unnest(?::pg_catalog.text[]) as event_type,
			pg_catalog.unnest(?::pg_catalog.bytea[]) as payload, pg_catalog.unnest(?::pg_catalog.text[]) as metadata""";

	/**
	 * The header of an array with one dimension, without nulls, whose first index is 1.
	 */
	private static final int HEADER_BYTES = 5 * Integer.BYTES;

	private static final int UUID_BYTES = 2 * Long.BYTES;

	private static final long MICROS = 1_000_000;

	private final PreparedStatement statement;

	private final Connection connection;

	/** The driver's connection, or null if all arrays are to be sent as text. */
	private final @Nullable BaseConnection binary;

	/** The index of the next parameter. */
	private int index = 1;

	private PostgresArrays(PreparedStatement statement) throws SQLException {
		this.statement = statement;
		this.connection = statement.getConnection();
		this.binary = binary(this.connection);
	}

	/**
	 * Returns the driver's connection, or null: a wrapper may hide the driver, and the
	 * driver's simple query mode supports only text.
	 */
	private static @Nullable BaseConnection binary(Connection connection) throws SQLException {
		if (!connection.isWrapperFor(BaseConnection.class)) {
			return null;
		}
		BaseConnection driver = connection.unwrap(BaseConnection.class);
		return (driver.getPreferQueryMode() != PreferQueryMode.SIMPLE) ? driver : null;
	}

	/**
	 * Binds the place of each event's append, the events, and the heads of the appends.
	 */
	static void bind(PreparedStatement statement, List<Append> appends) throws SQLException {
		PostgresArrays arrays = new PostgresArrays(statement);
		arrays.addPlacedEvents(appends);
		arrays.addPlacedHeads(appends);
	}

	/**
	 * Binds the same as {@link #bind}, but first the heads, and after other parameters.
	 * @param first the index of the first parameter
	 */
	static void bindHeadsFirst(PreparedStatement statement, int first, List<Append> appends) throws SQLException {
		PostgresArrays arrays = new PostgresArrays(statement);
		arrays.index = first;
		arrays.addPlacedHeads(appends);
		arrays.addPlacedEvents(appends);
	}

	private void addPlacedEvents(List<Append> appends) throws SQLException {
		List<Integer> places = new ArrayList<>();
		for (int place = 0; place < appends.size(); place++) {
			places.addAll(Collections.nCopies(appends.get(place).events().size(), place));
		}
		add("int4", places.toArray());
		addEvents(events(appends));
	}

	private void addPlacedHeads(List<Append> appends) throws SQLException {
		List<Integer> places = new ArrayList<>();
		List<StoredEvent> heads = new ArrayList<>();
		for (int place = 0; place < appends.size(); place++) {
			List<StoredEvent> own = appends.get(place).heads();
			places.addAll(Collections.nCopies(own.size(), place));
			heads.addAll(own);
		}
		add("int4", places.toArray());
		addIds(heads);
		addPredecessors(heads);
	}

	/**
	 * Binds the events and the predecessors that must be stored: as arrays, unless there
	 * is only one predecessor.
	 * @param followers the events whose predecessors must be stored
	 */
	static void bindKnown(PreparedStatement statement, List<Append> appends, List<StoredEvent> followers)
			throws SQLException {
		PostgresArrays arrays = new PostgresArrays(statement);
		arrays.addEvents(events(appends));
		if (followers.size() == 1) {
			statement.setObject(arrays.index, followers.get(0).originatorId());
			statement.setLong(arrays.index + 1, followers.get(0).originatorVersion() - 1);
		}
		else if (!followers.isEmpty()) {
			arrays.addIds(followers);
			arrays.addPredecessors(followers);
		}
	}

	/**
	 * Binds the predecessors that must be stored, as arrays, and the events, after other
	 * parameters.
	 * @param first the index of the first parameter
	 */
	static void bindPredecessorsFirst(PreparedStatement statement, int first, List<StoredEvent> followers,
			List<Append> appends) throws SQLException {
		PostgresArrays arrays = new PostgresArrays(statement);
		arrays.index = first;
		arrays.addIds(followers);
		arrays.addPredecessors(followers);
		arrays.addEvents(events(appends));
	}

	private static List<StoredEvent> events(List<Append> appends) {
		if (appends.size() == 1) {
			return appends.get(0).events();
		}
		List<StoredEvent> events = new ArrayList<>();
		for (Append append : appends) {
			events.addAll(append.events());
		}
		return events;
	}

	private void addEvents(List<StoredEvent> events) throws SQLException {
		int size = events.size();
		Long[] versions = new Long[size];
		Integer[] eventVersions = new Integer[size];
		String[] originatorTypes = new String[size];
		String[] eventTypes = new String[size];
		byte[][] payloads = new byte[size][];
		@Nullable String[] metadata = new String[size];
		for (int row = 0; row < size; row++) {
			StoredEvent event = events.get(row);
			versions[row] = event.originatorVersion();
			eventVersions[row] = event.eventVersion();
			originatorTypes[row] = event.originatorType();
			eventTypes[row] = event.eventType();
			payloads[row] = event.payload();
			metadata[row] = event.metadata();
		}
		add("int8", versions);
		addTimes(events);
		addIds(events);
		add("int4", eventVersions);
		add("text", originatorTypes);
		add("text", eventTypes);
		add("bytea", payloads);
		add("text", metadata);
	}

	private void addTimes(List<StoredEvent> events) throws SQLException {
		if (this.binary == null) {
			add("timestamptz", events.stream().map((event) -> event.timestamp().toString()).toArray());
			return;
		}
		ByteBuffer bytes = header(Oid.TIMESTAMPTZ, Long.BYTES, events.size());
		for (StoredEvent event : events) {
			bytes.putInt(Long.BYTES).putLong(micros(event.timestamp()));
		}
		add(new PgArray(this.binary, Oid.TIMESTAMPTZ_ARRAY, bytes.array()));
	}

	private static long micros(Instant instant) {
		return (instant.getEpochSecond() - RowValues.EPOCH_SECOND) * MICROS + instant.getNano() / 1000;
	}

	private void addIds(List<StoredEvent> events) throws SQLException {
		if (this.binary == null) {
			add("uuid", events.stream().map(StoredEvent::originatorId).toArray());
			return;
		}
		ByteBuffer bytes = header(Oid.UUID, UUID_BYTES, events.size());
		for (StoredEvent event : events) {
			UUID id = event.originatorId();
			bytes.putInt(UUID_BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
		}
		add(new PgArray(this.binary, Oid.UUID_ARRAY, bytes.array()));
	}

	private static ByteBuffer header(int elementType, int width, int size) {
		return ByteBuffer.allocate(HEADER_BYTES + size * (Integer.BYTES + width))
			.putInt(1)
			.putInt(0)
			.putInt(elementType)
			.putInt(size)
			.putInt(1);
	}

	private void addPredecessors(List<StoredEvent> heads) throws SQLException {
		add("int8", heads.stream().map((head) -> head.originatorVersion() - 1).toArray());
	}

	private void add(String type, @Nullable Object[] elements) throws SQLException {
		add(this.connection.createArrayOf(type, elements));
	}

	private void add(Array array) throws SQLException {
		this.statement.setArray(this.index++, array);
	}

}
