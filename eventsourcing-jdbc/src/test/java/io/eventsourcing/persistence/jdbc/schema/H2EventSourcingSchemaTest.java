package io.eventsourcing.persistence.jdbc.schema;

import java.nio.file.Path;
import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class H2EventSourcingSchemaTest extends EventSourcingSchemaContract {

	@Override
	DataSource createDatabase() {
		return h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	@Override
	Dialect dialect() {
		return Dialect.H2;
	}

	@Test
	void lateWritesAreRefused(@TempDir Path directory) {
		DataSource late = h2("file:" + directory.resolve("late") + ";WRITE_DELAY=200");
		EventSourcingSchema schema = EventSourcingSchema.named("eventsourcing");
		schema.migrate(h2("file:" + directory.resolve("late")));
		assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> schema.verify(late))
			.withMessageContaining("writes commits up to 200 ms late");
	}

	private static DataSource h2(String url) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:" + url);
		return dataSource;
	}

}
