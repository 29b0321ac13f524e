package io.eventsourcing.autoconfigure;

import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have more than Spring Boot configures by itself: what they have is
 * named, and the way out works.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusualSetupTest {

	private static final String UNMANAGED = "No transaction manager manages the data source of the event store";

	@Test
	void r2dbcBesideJdbc(CapturedOutput output) {
		assertThat(StartUp.of(Reactive.class).failure(output)).contains("The event store has no data source")
			.contains("beside the R2DBC connection factory [connectionFactory]")
			.contains("DataSourceBuilder.create()");
	}

	@Test
	void theFixForR2dbcIsTrue() {
		try (ConfigurableApplicationContext context = StartUp.of(ReactiveWithDataSource.class).run()) {
			context.getBean(DogSchool.class).registerDog("Fido");
		}
	}

	@Test
	void aDatabaseForEachTenant(CapturedOutput output) {
		assertThat(StartUp.of(Tenants.class).failure(output)).contains("chooses a database by the calling thread")
			.contains("an event store for each database")
			.contains("'eventsourcing.jdbc.max-group-size=1'");
	}

	@Test
	void theFixForADatabaseForEachTenantIsTrue() {
		StartUp tenants = StartUp.of(Tenants.class).with("eventsourcing.jdbc.max-group-size=1");
		try (ConfigurableApplicationContext context = tenants.run()) {
			context.getBean(DogSchool.class).registerDog("Fido");
		}
	}

	@Test
	void transactionManagersOfOtherDataSources(CapturedOutput output) {
		StartUp.of(ForeignManager.class).with("eventsourcing.jdbc.data-source=one").run().close();
		assertThat(output).containsPattern("WARN .*" + UNMANAGED)
			.contains("{managerOfTwo=of the data source ")
			.contains("Define a JdbcTransactionManager of that data source");
	}

	@Test
	void aWrappedTransactionManager(CapturedOutput output) {
		StartUp.of(WrappedManager.class).run().close();
		assertThat(output).containsPattern("WARN .*" + UNMANAGED)
			.contains("{manager=a " + Wrapper.class.getName() + ", whose data source cannot be seen}")
			.contains("has to implement ResourceTransactionManager");
	}

	@Test
	void theFixForAWrappedTransactionManagerIsTrue(CapturedOutput output) {
		try (ConfigurableApplicationContext context = StartUp.of(ShowingManager.class).run()) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
				.execute((status) -> {
					status.setRollbackOnly();
					return school.registerDog("Fido");
				});
			assertThat(school.repository().exists(Dog.class, dogId)).isFalse();
		}
		assertThat(output).doesNotContain(UNMANAGED);
	}

	@Test
	void aDataSourceInTheParentContext() {
		new ApplicationContextRunner().withUserConfiguration(TwoDataSources.class)
			.run((parent) -> Contexts.h2()
				.withParent(parent)
				.withBean(DogSchool.class)
				.withPropertyValues("eventsourcing.jdbc.data-source=two")
				.run((context) -> context.getBean(DogSchool.class).registerDog("Fido")));
	}

	@Test
	void aQualifiedDataSourceInTheParentContext() {
		new ApplicationContextRunner().withUserConfiguration(QualifiedDataSource.class)
			.run((parent) -> Contexts.h2()
				.withParent(parent)
				.withBean(DogSchool.class)
				.run((context) -> context.getBean(DogSchool.class).registerDog("Fido")));
	}

	@Test
	void aStoreInTheParentContextIsUsedByTheChild() {
		Contexts.h2().run((parent) -> Contexts.h2().withParent(parent).withBean(DogSchool.class).run((context) -> {
			assertThat(context.getBean(DogSchool.class).repository()).isSameAs(parent.getBean(Repository.class));
			assertThat(context.getBeanFactory().getBeanNamesForType(StartUpReport.class)).isEmpty();
		}));
	}

	private static DataSource h2(String name) {
		return new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(DogSchool.class)
	static class Light {

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants extends Light {

		@Bean
		AbstractRoutingDataSource tenants() {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "red";
				}

			};
			routing.setTargetDataSources(Map.of("red", h2(UUID.randomUUID().toString()), "blue", h2("blue")));
			return routing;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive extends Light {

		@Bean
		ConnectionFactory connectionFactory() {
			return new UnusedConnectionFactory();
		}

	}

	static class UnusedConnectionFactory implements ConnectionFactory {

		@Override
		public Publisher<? extends Connection> create() {
			throw new UnsupportedOperationException();
		}

		@Override
		public ConnectionFactoryMetadata getMetadata() {
			return () -> "unused";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveWithDataSource extends Reactive {

		@Bean
		DataSource dataSource() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:reactive").username("sa").password("").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource one() {
			return h2("one");
		}

		@Bean
		DataSource two() {
			return h2("two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDataSource {

		@Bean
		DataSource one() {
			return h2("one");
		}

		@Bean
		@EventSourcingDataSource
		DataSource two() {
			return h2("two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TwoDataSources.class)
	static class ForeignManager extends Light {

		@Bean
		PlatformTransactionManager managerOfTwo(DataSource two) {
			return new JdbcTransactionManager(two);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrappedManager extends Light {

		@Bean
		PlatformTransactionManager manager(DataSource dataSource) {
			return new Wrapper(new JdbcTransactionManager(dataSource));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ShowingManager extends Light {

		@Bean
		PlatformTransactionManager manager(DataSource dataSource) {
			return new ShowingWrapper(new JdbcTransactionManager(dataSource));
		}

	}

	static class Wrapper implements PlatformTransactionManager {

		private final JdbcTransactionManager wrapped;

		Wrapper(JdbcTransactionManager wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public TransactionStatus getTransaction(TransactionDefinition definition) {
			return this.wrapped.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			this.wrapped.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.wrapped.rollback(status);
		}

		Object resource() {
			return this.wrapped.getResourceFactory();
		}

	}

	static class ShowingWrapper extends Wrapper implements ResourceTransactionManager {

		ShowingWrapper(JdbcTransactionManager wrapped) {
			super(wrapped);
		}

		@Override
		public Object getResourceFactory() {
			return resource();
		}

	}

}
