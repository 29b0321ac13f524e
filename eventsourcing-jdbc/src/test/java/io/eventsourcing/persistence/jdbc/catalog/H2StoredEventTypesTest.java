package io.eventsourcing.persistence.jdbc.catalog;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class H2StoredEventTypesTest extends JdbcStoredEventTypesContract {

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	@Override
	String nextId(String schema) {
		return "next value for \"" + schema + "\".notification_ids";
	}

	@Test
	void peopleReadJsonAsText() {
		save(withPayload("{\"trick\":\"roll \\u0000 over \\ud800\"}", "{\"user\":\"ann\"}"));
		save(withPayload("(frame)", null));
		assertThat(testStore().jdbc()
			.queryForList(in("select payload from {schema}.readable_events order by notification_id"), String.class))
			.containsExactly("{\"trick\":\"roll \\u0000 over \\ud800\"}", null);
		assertThat(testStore().jdbc()
			.queryForList(in("select event_type from {schema}.readable_events where metadata like '%\"ann\"%'"),
					String.class))
			.containsExactly("TrickAdded");
	}

}
