package io.eventsourcing.autoconfigure;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.Repository;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/** How the event store is wired, one fact per test. */
class EventSourcingAutoConfigurationTest {

	private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourcingAutoConfiguration.class,
				EventSourcingJdbcAutoConfiguration.class, EventSourcingMemoryAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutDatabase
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.datasource.url=jdbc:h2:mem:${random.uuid}");

	@Test
	void theBeansAreThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(JdbcRecorder.class)
			.hasSingleBean(EventStore.class)
			.hasSingleBean(Repository.class)
			.hasSingleBean(NotificationLog.class));
	}

	@Test
	void anApplicationIsGivenTheStore() {
		this.runner.withBean(School.class)
			.run((context) -> assertThat(context.getBean(School.class).repository())
				.isSameAs(context.getBean(Repository.class)));
	}

	@Test
	void aProxiedApplicationIsGivenTheStore() {
		this.runner.withBean(TransactionalSchool.class).run((context) -> {
			TransactionalSchool school = context.getBean(TransactionalSchool.class);
			assertThat(AopUtils.isCglibProxy(school)).isTrue();
			assertThat(school.repository()).isSameAs(context.getBean(Repository.class));
			assertThat(school.name()).isEqualTo("TransactionalSchool");
			assertThat(school.teach()).isZero();
		});
	}

	@Test
	void useInTheConstructorIsRefused() {
		this.runner.withBean(HastySchool.class)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("@PostConstruct"));
	}

	@Test
	void memoryIsUsedIfItIsToldSo() {
		this.withoutDatabase.withPropertyValues("eventsourcing.store=memory")
			.run((context) -> assertThat(context).hasSingleBean(MemoryRecorder.class));
	}

	@Test
	void withoutADataSourceStartUpFails() {
		this.withoutDatabase.run((context) -> assertThat(analysis(context)).satisfies((analysis) -> {
			assertThat(analysis.getDescription()).contains("no data source");
			assertThat(analysis.getAction()).contains("spring.datasource.url", "eventsourcing.store=memory");
		}));
	}

	@Test
	void anUnsupportedDatabaseIsNamed() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:hsqldb:mem:test")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("HSQL"));
	}

	@Test
	void missingTablesAreNamedIfTheyAreNotCreated() {
		this.runner.withPropertyValues("eventsourcing.schema.migrate=false")
			.run((context) -> assertThat(analysis(context))
				.satisfies((analysis) -> assertThat(analysis.getDescription() + analysis.getAction())
					.contains("eventsourcing", "V1__event_store.sql")));
	}

	@Test
	void twoApplicationsOfOneNameAreRefused() {
		this.runner.withBean("one", School.class)
			.withBean("two", School.class)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("'one'", "'two'", "'School'"));
	}

	@Test
	void anUnknownDataSourceIsRefused() {
		this.runner.withPropertyValues("eventsourcing.jdbc.data-source=nope")
			.run((context) -> assertThat(analysis(context)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("'nope'");
				assertThat(analysis.getAction()).contains("dataSource");
			}));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		FailureAnalysis analysis = new EventSourcingFailureAnalyzer().analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		return analysis;
	}

	static class School extends Application {

	}

	@Transactional
	static class TransactionalSchool extends Application {

		public long teach() {
			return notificationLog().maxId();
		}

	}

	static class HastySchool extends Application {

		HastySchool() {
			repository();
		}

	}

}
