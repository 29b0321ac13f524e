package io.eventsourcing.persistence.jdbc.catalog;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.persistence.catalog.EventTypeRecorder;
import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps the types of stored events in the table {@code event_types}, on H2 or PostgreSQL.
 * Thread-safe.
 */
public final class JdbcEventTypeRecorder implements EventTypeRecorder {

	private static final String SELECT = """
			select originator_type, event_type, event_version, first_notification_id
			from {schema}.event_types
			""";

	private static final String TYPES = """
			select min(notification_id) as first_notification_id, event_version, originator_type, event_type
			from {schema}.stored_events
			where notification_id > ? and notification_id <= ?
			group by originator_type, event_type, event_version
			""";

	private static final String POSTGRES_INSERT = """
			insert into {schema}.event_types (first_notification_id, event_version, originator_type, event_type)
			""" + TYPES + """
			on conflict (originator_type, event_type, event_version) do nothing
			""";

	private static final String H2_INSERT = """
			merge into {schema}.event_types as known using (
			""" + TYPES + """
			) as stored on known.originator_type = stored.originator_type and known.event_type = stored.event_type
			  and known.event_version = stored.event_version
			when not matched then insert (first_notification_id, event_version, originator_type, event_type)
			  values (stored.first_notification_id, stored.event_version, stored.originator_type, stored.event_type)
			""";

	private final JdbcOperations jdbc;

	private final String select;

	/** Connects when it is first used. */
	private final Supplier<String> insert;

	/**
	 * Creates a recorder, without connecting to the database.
	 * @param dataSource the data source of the table
	 * @param schema the name of the schema that contains the table, such as
	 * {@value EventSourcingSchema#DEFAULT_NAME}
	 */
	public JdbcEventTypeRecorder(DataSource dataSource, String schema) {
		SchemaName name = new SchemaName(schema);
		this.jdbc = new JdbcTemplate(dataSource);
		this.select = name.in(SELECT);
		this.insert = SingletonSupplier.of(() -> name.in((dialect() == Dialect.H2) ? H2_INSERT : POSTGRES_INSERT));
	}

	private Dialect dialect() {
		ConnectionCallback<Dialect> dialect = (Connection connection) -> Dialect.of(connection);
		return Objects.requireNonNull(this.jdbc.execute(dialect));
	}

	@Override
	public List<RecordedEventType> select() {
		return this.jdbc.query(this.select, (row, number) -> new RecordedEventType(row.getString(1), row.getString(2),
				row.getInt(3), row.getLong(4)));
	}

	@Override
	public void record(long after, long upTo) {
		this.jdbc.update(this.insert.get(), after, upTo);
	}

}
