package io.eventsourcing.persistence.jdbc.catalog;

import java.util.List;

import javax.sql.DataSource;

import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.catalog.StoredEventTypes;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresStoredEventTypesTest extends JdbcStoredEventTypesContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

	@Override
	String nextId(String schema) {
		return "nextval('\"" + schema.replace("'", "''") + "\".notification_ids')";
	}

	@Test
	void aConnectionThatIsLostWhileTypesAreLearnedLosesNothing() {
		store().save("Dog", "Registered", 1);
		StoredEventTypes dying = process(10, () -> testStore().jdbc()
			.queryForObject("select pg_terminate_backend(pg_backend_pid())", Boolean.class));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> dying.catchUp(() -> false))
			.withStackTraceContaining("terminating connection");
		assertThat(dying.known()).isEmpty();
		store().save("Dog", "Renamed", 1);
		StoredEventTypes next = process(10, () -> {
		});
		assertThat(next.catchUp(() -> false)).isTrue();
		assertThat(next.known()).containsExactly(new RecordedEventType("Dog", "Registered", 1, 1),
				new RecordedEventType("Dog", "Renamed", 1, 2));
	}

	@Test
	void peopleQueryPayloadAndMetadataAsJson() {
		save(withPayload("{\"trick\":\"roll over\"}", "{\"user\":\"ann\"}"));
		save(withPayload("{\"trick\":\"sit\"}", "{\"user\":\"bob\"}"));
		save(withPayload("{\"trick\":\"beg\"}", null));
		assertThat(select("payload ->> 'trick'", "metadata ->> 'user' = 'ann'")).containsExactly("roll over");
		assertThat(select("payload ->> 'trick'", "metadata is null")).containsExactly("beg");
	}

	@Test
	void whatIsNotJsonIsNull() {
		save(withPayload("(frame)", "plain"));
		save(withPayload("", null));
		save(withPayload("{\"trick\":\"sit\"}", "{}"));
		assertThat(select("payload ->> 'trick'", "true")).containsExactly(null, null, "sit");
		assertThat(select("metadata", "true")).containsExactly(null, null, "{}");
	}

	/** The type jsonb would reject both. Only values cannot be extracted from them. */
	@Test
	void textThatPostgresCannotDecodeIsShownAsItIsStored() {
		save(withPayload("{\"trick\":\"\\u0000\",\"name\":\"a\"}", null));
		save(withPayload("{\"trick\":\"\\ud800\"}", null));
		assertThat(select("payload", "true")).containsExactly("{\"trick\":\"\\u0000\",\"name\":\"a\"}",
				"{\"trick\":\"\\ud800\"}");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> select("payload ->> 'name'", "true"))
			.withMessageContaining("cannot be converted to text");
	}

	private List<String> select(String expression, String condition) {
		return testStore().jdbc()
			.queryForList(in("select " + expression + " from {schema}.readable_events where " + condition
					+ " order by notification_id"), String.class);
	}

}
