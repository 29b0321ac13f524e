package io.eventsourcing.autoconfigure;

import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.catalog.EventSourcingEventCheckAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;

/** Contexts like those of applications with our starter. */
final class Contexts {

	private static final Class<?>[] OURS = { EventSourcingAutoConfiguration.class,
			EventSourcingJdbcAutoConfiguration.class, EventSourcingMemoryAutoConfiguration.class,
			EventSourcingProjectionAutoConfiguration.class, EventSourcingEventCheckAutoConfiguration.class };

	private static final Class<?>[] JDBC = { DataSourceAutoConfiguration.class,
			DataSourceInitializationAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class };

	private Contexts() {
	}

	/** A context with an H2 database of its own. */
	static ApplicationContextRunner h2() {
		return withoutJdbc().withConfiguration(AutoConfigurations.of(JDBC));
	}

	/** A context with Spring Boot's JDBC, and nothing of ours. */
	static ApplicationContextRunner jdbc() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JDBC));
	}

	/** A context with nothing but our auto-configurations. */
	static ApplicationContextRunner withoutJdbc() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(OURS));
	}

	/** Properties for an empty H2 database that stays when a context is closed. */
	static String[] newH2() {
		return new String[] { "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" };
	}

	/** Properties for an empty PostgreSQL database. */
	static String[] newPostgres() {
		return urlOf(PostgresServer.shared().createDatabase());
	}

	/**
	 * Properties for a database, with a pool that opens only the connections it needs.
	 */
	static String[] urlOf(TestDatabase database) {
		return Stream
			.of("url=" + database.jdbcUrl(), "username=" + database.username(), "password=" + database.password(),
					"hikari.minimum-idle=0")
			.map("spring.datasource."::concat)
			.toArray(String[]::new);
	}

}
