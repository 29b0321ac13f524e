package io.eventsourcing.test.autoconfigure;

import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcParkedEventRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A reset that is refused, or that fails, leaves the read models as they are. */
class RefusedResetTest {

	private static final String SCHEMA = "eventsourcing";

	@Test
	void aStoreThatWasNotBuiltForTestsIsLeftAlone() {
		try (ConfigurableApplicationContext context = start("refused", StoreOfTheApplication.class)) {
			assertThatIllegalStateException().isThrownBy(() -> new EventStoreReset(context).run())
				.withMessageContaining("must not be reset")
				.withMessageContaining("call resettable(true)");
			assertThat(context.getBean(NotificationLog.class).maxId()).isEqualTo(2);
			assertThat(context.getBean(TrickCounts.class).count()).isEqualTo(1);
		}
	}

	/** For example one that is started with the class path of the tests. */
	@Test
	void theStoreOfAnApplicationIsLeftAlone() {
		try (ConfigurableApplicationContext context = start("application")) {
			assertThatIllegalStateException().isThrownBy(() -> new EventStoreReset(context).run())
				.withMessageContaining("must not be reset");
			assertThat(context.getBean(NotificationLog.class).maxId()).isEqualTo(2);
			assertThat(context.getBean(TrickCounts.class).count()).isEqualTo(1);
		}
	}

	@Test
	void readModelsAreKeptIfTheStoreCannotBeEmptied() {
		try (ConfigurableApplicationContext context = start("failing", StoreThatCannotBeEmptied.class)) {
			assertThatIllegalStateException().isThrownBy(() -> new EventStoreReset(context).run())
				.withMessage("not now");
			assertThat(context.getBean(TrickCounts.class).count()).isEqualTo(1);
		}
	}

	/** Starts an application that has handled two events. */
	private static ConfigurableApplicationContext start(String database, Class<?>... store) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(DogApplication.class).sources(store)
			.web(WebApplicationType.NONE)
			.run("--spring.datasource.url=jdbc:h2:mem:" + database);
		DogSchool school = context.getBean(DogSchool.class);
		school.addTrick(school.registerDog("Fido"), "sit");
		context.getBean(TestProjections.class).await();
		assertThat(context.getBean(TrickCounts.class).count()).isEqualTo(1);
		return context;
	}

	static class ProjectionStore {

		@Bean
		JdbcTrackingRecorder tracking(DataSource dataSource, PlatformTransactionManager manager) {
			return new JdbcTrackingRecorder(dataSource, manager, SCHEMA, Duration.ofMinutes(1));
		}

		@Bean
		JdbcLeaseRecorder leases(DataSource dataSource) {
			return new JdbcLeaseRecorder(dataSource, SCHEMA);
		}

		@Bean
		JdbcParkedEventRecorder parkedEvents(DataSource dataSource) {
			return new JdbcParkedEventRecorder(dataSource, SCHEMA);
		}

	}

	static class StoreOfTheApplication extends ProjectionStore {

		@Bean
		ApplicationRecorder recorder(DataSource dataSource, PlatformTransactionManager manager) {
			EventSourcingSchema.named(SCHEMA).migrate(dataSource);
			return JdbcRecorder.builder(dataSource).schema(SCHEMA).transactionManager(manager).build();
		}

	}

	static class StoreThatCannotBeEmptied extends StoreOfTheApplication {

		@Bean
		@Override
		ApplicationRecorder recorder(DataSource dataSource, PlatformTransactionManager manager) {
			EventSourcingSchema.named(SCHEMA).migrate(dataSource);
			return JdbcRecorder.builder(dataSource).schema(SCHEMA).transactionManager(manager).resettable(true).build();
		}

		@Bean
		ResettableRecorder locked() {
			return () -> {
				throw new IllegalStateException("not now");
			};
		}

	}

}
