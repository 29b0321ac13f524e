package io.eventsourcing.autoconfigure;

import java.time.Instant;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.application.Repository;
import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which of several data sources has the event store, and whose transactions count.
 */
class DataSourceChoiceTest {

	private final ApplicationContextRunner runner = Contexts.h2().withBean(DogSchool.class);

	@Test
	void thePrimaryOneIsChosen() {
		this.runner.withUserConfiguration(PrimaryConfiguration.class)
			.run((context) -> assertThatEventsAreIn("two", context));
	}

	@Test
	void theNamedOneIsChosen() {
		this.runner.withUserConfiguration(PlainConfiguration.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=two")
			.run((context) -> assertThatEventsAreIn("two", context));
	}

	@Test
	void theNameCountsMoreThanTheQualifierAndThePrimaryOne() {
		this.runner.withUserConfiguration(PrimaryAndQualifiedConfiguration.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=three")
			.run((context) -> assertThatEventsAreIn("three", context));
	}

	@Test
	void theQualifierCountsMoreThanThePrimaryOne() {
		this.runner.withUserConfiguration(PrimaryAndQualifiedConfiguration.class)
			.run((context) -> assertThatEventsAreIn("one", context));
	}

	@Test
	void theQualifiedOneMayStandBesideTheAutoConfiguredOne() {
		this.runner.withUserConfiguration(BesideConfiguration.class).run((context) -> {
			assertThat(context).getBeans(DataSource.class).containsOnlyKeys("dataSource", "events");
			assertThatEventsAreIn("events", context);
		});
	}

	@Test
	void oneThatIsNoCandidateIsNotChosen() {
		this.runner.withUserConfiguration(NoCandidateConfiguration.class)
			.run((context) -> assertThatEventsAreIn("dataSource", context));
	}

	@Test
	void oneThatIsNoCandidateMayBeNamed() {
		this.runner.withUserConfiguration(NoCandidateConfiguration.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=other")
			.run((context) -> assertThatEventsAreIn("other", context));
	}

	@Test
	void severalQualifiedOnesAreRefused() {
		this.runner.withUserConfiguration(TwiceQualifiedConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EventSourcingSetupException.class)
				.hasMessageContaining("[one, two]"));
	}

	@Test
	void theTransactionManagerOfTheChosenOneCounts() {
		this.runner.withUserConfiguration(PlainConfiguration.class, TwoTransactionManagers.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=two")
			.run((context) -> {
				UUID dogId = registerAndRollBack("managerOfTwo", context);
				assertThat(context.getBean(Repository.class).exists(Dog.class, dogId)).isFalse();
			});
	}

	@Test
	void theTransactionOfAnotherDataSourceDoesNotCoverEvents() {
		this.runner.withUserConfiguration(PlainConfiguration.class, TwoTransactionManagers.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=two")
			.run((context) -> {
				UUID dogId = registerAndRollBack("managerOfOne", context);
				assertThat(context.getBean(Repository.class).exists(Dog.class, dogId)).isTrue();
			});
	}

	@Test
	void eventsOutsideOfTheTransactionArePendingNoMore() {
		this.runner.withUserConfiguration(PlainConfiguration.class, TwoTransactionManagers.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=two")
			.run((context) -> {
				Dog dog = new Dog("Fido", Instant.EPOCH);
				transaction("managerOfOne", context).executeWithoutResult((status) -> {
					context.getBean(DogSchool.class).save(dog);
					status.setRollbackOnly();
				});
				assertThat(dog.pendingEvents()).isEmpty();
				assertThat(context.getBean(Repository.class).get(Dog.class, dog.id())).isEqualTo(dog);
			});
	}

	@Test
	void withoutATransactionManagerASaveIsAtomicStill() {
		this.runner.withUserConfiguration(PlainConfiguration.class)
			.withPropertyValues("eventsourcing.jdbc.data-source=two")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PlatformTransactionManager.class);
				assertThatEventsAreIn("two", context);
			});
	}

	private static UUID registerAndRollBack(String manager, AssertableApplicationContext context) {
		return transaction(manager, context).execute((status) -> {
			status.setRollbackOnly();
			return context.getBean(DogSchool.class).registerDog("Fido");
		});
	}

	private static TransactionTemplate transaction(String manager, AssertableApplicationContext context) {
		return new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class));
	}

	private static void assertThatEventsAreIn(String dataSource, AssertableApplicationContext context) {
		context.getBean(DogSchool.class).registerDog("Fido");
		context.getBeansOfType(DataSource.class).forEach((name, each) -> {
			Integer tables = new JdbcTemplate(each).queryForObject(
					"select count(*) from information_schema.tables where table_name = 'STORED_EVENTS'", Integer.class);
			assertThat(tables).as(name).isEqualTo(name.equals(dataSource) ? 1 : 0);
		});
	}

	private static DataSource dataSource() {
		return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainConfiguration {

		@Bean
		DataSource one() {
			return dataSource();
		}

		@Bean
		DataSource two() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoTransactionManagers {

		@Bean
		PlatformTransactionManager managerOfOne(DataSource one) {
			return new JdbcTransactionManager(one);
		}

		@Bean
		PlatformTransactionManager managerOfTwo(DataSource two) {
			return new JdbcTransactionManager(two);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConfiguration {

		@Bean
		DataSource one() {
			return dataSource();
		}

		@Bean
		@Primary
		DataSource two() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryAndQualifiedConfiguration extends PrimaryConfiguration {

		@Bean
		@Override
		@EventSourcingDataSource
		DataSource one() {
			return dataSource();
		}

		@Bean
		DataSource three() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BesideConfiguration {

		@Bean(defaultCandidate = false)
		@EventSourcingDataSource
		DataSource events() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoCandidateConfiguration {

		@Bean(defaultCandidate = false)
		DataSource other() {
			return dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwiceQualifiedConfiguration {

		@Bean
		@EventSourcingDataSource
		DataSource one() {
			return dataSource();
		}

		@Bean
		@EventSourcingDataSource
		DataSource two() {
			return dataSource();
		}

	}

}
