package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The sequence of notification ids. Its ids must rise by one and be above all ids in use;
 * otherwise, followers of the log would miss events. Immutable.
 */
public final class IdSequence {

	private static final String SELECT_MAX_ID = """
			select notification_id
			from {schema}.stored_events
			order by notification_id desc
			fetch first row only
			""";

	/** Selects type, increment, cache and cycling; H2's cache ends with its process. */
	private static final String SELECT_H2_DEFINITION = """
			select lower(DATA_TYPE), INCREMENT, 1, CYCLE_OPTION = 'YES'
			from INFORMATION_SCHEMA.SEQUENCES
			where SEQUENCE_SCHEMA = '{schema-name}' and lower(SEQUENCE_NAME) = 'notification_ids'
			""";

	private static final String SELECT_POSTGRES_DEFINITION = """
			select pg_catalog.format_type(seqtypid, null), seqincrement, seqcache, seqcycle
			from pg_catalog.pg_sequence
			where seqrelid = '{schema-literal}.notification_ids'::pg_catalog.regclass
			""";

	/** Selects null if the sequence is exhausted. */
	private static final String SELECT_H2_NEXT = """
			select BASE_VALUE
			from INFORMATION_SCHEMA.SEQUENCES
			where SEQUENCE_SCHEMA = '{schema-name}' and lower(SEQUENCE_NAME) = 'notification_ids'
			""";

	private static final String SELECT_POSTGRES_RIGHTS = """
			select pg_catalog.has_sequence_privilege('{schema-literal}.notification_ids', 'select'),
			  pg_catalog.has_sequence_privilege('{schema-literal}.notification_ids', 'usage')
			""";

	/** Selects null if the sequence is exhausted. */
	private static final String SELECT_POSTGRES_NEXT = """
			select case when not is_called then last_value when last_value < 9223372036854775807 then last_value + 1 end
			from {schema}.notification_ids
			""";

	/**
	 * Does not need the privilege to select from the sequence, but does not know the
	 * start value of a sequence that has not been used.
	 */
	private static final String SELECT_POSTGRES_NEXT_AFTER_USE = """
			select coalesce(last_value, 0) + 1
			from pg_catalog.pg_sequences
			where schemaname = '{schema-name}' and sequencename = 'notification_ids'
			  and last_value is distinct from 9223372036854775807
			""";

	private static final String SELECT_H2_FILE_IN_USE = """
			select database_path() is not null and exists (select 1 from {schema}.stored_events)
			""";

	/** H2 stores the position of the sequence at once, in a separate transaction. */
	private static final String SKIP_H2_IDS = """
			select next value for {schema}.notification_ids from system_range(1, 1000)
			""";

	private final Dialect dialect;

	private final SchemaName schema;

	public IdSequence(Dialect dialect, SchemaName schema) {
		this.dialect = dialect;
		this.schema = schema;
	}

	/** Returns how the sequence differs from the library's definition, or null. */
	@Nullable String difference(Connection connection) throws SQLException {
		try (PreparedStatement statement = prepare(connection,
				(this.dialect == Dialect.H2) ? SELECT_H2_DEFINITION : SELECT_POSTGRES_DEFINITION);
				ResultSet row = statement.executeQuery()) {
			row.next();
			if (!"bigint".equals(row.getString(1))) {
				return "has the type " + row.getString(1);
			}
			if (row.getLong(2) != 1) {
				return "is incremented by " + row.getLong(2);
			}
			if (row.getLong(3) != 1) {
				return "has a cache of " + row.getLong(3);
			}
			return row.getBoolean(4) ? "starts again when it reaches its end" : null;
		}
	}

	/** Returns the statement that restores the library's definition. */
	String define() {
		return this.schema.in(switch (this.dialect) {
			case H2 -> "alter sequence {schema}.notification_ids increment by 1 no cycle";
			case POSTGRESQL -> "alter sequence {schema}.notification_ids as bigint increment by 1 cache 1 no cycle";
		});
	}

	/**
	 * Returns how far the sequence is behind the ids in use, or null if it is ahead of
	 * all of them. Draws no id. The largest id is read first, because other processes may
	 * save in the meantime.
	 */
	public @Nullable String lag(Connection connection) throws SQLException {
		Long max = select(connection, SELECT_MAX_ID);
		Long next = (this.dialect == Dialect.H2) ? select(connection, SELECT_H2_NEXT) : nextOnPostgres(connection);
		return (max != null && next != null && next <= max)
				? "the next notification id is %d, but ids up to %d are in use".formatted(next, max) : null;
	}

	/**
	 * Skips a thousand ids if the database is an H2 file that contains events. H2 makes a
	 * commit visible before it is written to the file, and a crash that loses the commit
	 * also loses the position of the sequence. Followers may therefore have seen ids that
	 * would otherwise be assigned to other events.
	 */
	public void skipLostIds(Connection connection) throws SQLException {
		if (this.dialect != Dialect.H2) {
			return;
		}
		try (PreparedStatement inUse = prepare(connection, SELECT_H2_FILE_IN_USE);
				ResultSet row = inUse.executeQuery()) {
			if (!row.next() || !row.getBoolean(1)) {
				return;
			}
		}
		try (PreparedStatement skip = prepare(connection, SKIP_H2_IDS)) {
			skip.execute();
		}
	}

	private @Nullable Long nextOnPostgres(Connection connection) throws SQLException {
		boolean mayUse;
		try (PreparedStatement statement = prepare(connection, SELECT_POSTGRES_RIGHTS);
				ResultSet row = statement.executeQuery()) {
			row.next();
			if (row.getBoolean(1)) {
				return select(connection, SELECT_POSTGRES_NEXT);
			}
			mayUse = row.getBoolean(2);
		}
		return mayUse ? select(connection, SELECT_POSTGRES_NEXT_AFTER_USE) : null;
	}

	/** Returns the statement that sets the sequence to the largest id in use. */
	public String catchUp() {
		return this.schema.in(switch (this.dialect) {
			case H2 ->
				"alter sequence {schema}.notification_ids restart with (select max(notification_id) + 1 from {schema}.stored_events)";
			case POSTGRESQL ->
				"select setval('{schema-literal}.notification_ids', (select max(notification_id) from {schema}.stored_events))";
		});
	}

	private @Nullable Long select(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = prepare(connection, sql); ResultSet row = statement.executeQuery()) {
			return row.next() ? row.getObject(1, Long.class) : null;
		}
	}

	private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
		return connection.prepareStatement(this.schema.in(sql));
	}

}
