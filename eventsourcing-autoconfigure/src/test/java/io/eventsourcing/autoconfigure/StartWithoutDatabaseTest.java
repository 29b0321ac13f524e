package io.eventsourcing.autoconfigure;

import java.net.ConnectException;
import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An application starts without its database where nothing needs it yet.
 */
class StartWithoutDatabaseTest {

	private static final String UNREACHABLE = "spring.datasource.url=jdbc:postgresql://localhost:1/dogs";

	private final ApplicationContextRunner lazy = Contexts.h2()
		.withBean(DogSchool.class)
		.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

	@Test
	void lazyInitializationNeedsTheDatabaseAtFirstUse() {
		this.lazy.withPropertyValues(UNREACHABLE).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatThrownBy(() -> context.getBean(DogSchool.class).registerDog("Fido"))
				.hasRootCauseInstanceOf(ConnectException.class)
				.hasStackTraceContaining(StoreUnavailableException.class.getName());
		});
	}

	@Test
	void aLogThatNobodyUsesIsNotCreatedToBeStopped() {
		this.lazy.withPropertyValues(UNREACHABLE).run((context) -> {
			context.getSourceApplicationContext().stop();
			ListableBeanFactory beans = context.getBeanFactory();
			assertThat(beans.getBeanNamesForType(NotificationLog.class)).singleElement()
				.satisfies((name) -> assertThat(context.getBeanFactory().containsSingleton(name)).isFalse());
		});
	}

	/** Waiting for a second connection would be a deadlock, until the pool gives up. */
	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void theStoreIsCreatedWithinATransactionThatHasTheOnlyConnection(String database) {
		this.lazy.withPropertyValues(properties(database))
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1",
					"spring.datasource.hikari.connection-timeout=1000")
			.run((context) -> {
				UUID dogId = registerInTransaction(context, false);
				assertThat(context.getBean(DogSchool.class).repository().exists(Dog.class, dogId)).isTrue();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void theTransactionInWhichTheStoreIsCreatedCoversTheEvents(String database) {
		this.lazy.withPropertyValues(properties(database)).run((context) -> {
			UUID dogId = registerInTransaction(context, true);
			assertThat(context.getBean(DogSchool.class).repository().exists(Dog.class, dogId)).isFalse();
		});
	}

	@Test
	void aTrainingRunNeedsNoDatabase() {
		JavaProcess training = ProductionJvm.runWith("-Dspring.context.exit=onRefresh", "--" + UNREACHABLE,
				"--spring.flyway.enabled=false");
		assertThat(training.exitCode()).as(training.output()).isZero();
		assertThat(training.output()).contains("The training run continues without the database");
	}

	@Test
	void aTrainingRunInMemoryDoesNotAskForTheDatabase() {
		JavaProcess training = ProductionJvm.runWith("-Dspring.context.exit=onRefresh", "--" + UNREACHABLE,
				"--spring.flyway.enabled=false", "--eventsourcing.store=memory");
		assertThat(training.exitCode()).as(training.output()).isZero();
		assertThat(training.output()).contains("Event store: in memory")
			.doesNotContain("without the database", "Connection refused");
	}

	private static String[] properties(String database) {
		return database.equals("h2") ? Contexts.newH2() : Contexts.newPostgres();
	}

	private static UUID registerInTransaction(AssertableApplicationContext context, boolean rollBack) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).execute((status) -> {
			if (rollBack) {
				status.setRollbackOnly();
			}
			return context.getBean(DogSchool.class).registerDog("Fido");
		});
	}

}
