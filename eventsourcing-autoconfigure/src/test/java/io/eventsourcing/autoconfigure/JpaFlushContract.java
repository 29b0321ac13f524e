package io.eventsourcing.autoconfigure;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.jpa.KennelEntity;
import io.eventsourcing.fixtures.jpa.KennelListener;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCommitInsertEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Saves while JPA commits: in the callbacks of entities that the commit writes, and in
 * listeners that Hibernate calls after the commit of the database.
 */
abstract class JpaFlushContract {

	private final UUID kennelId = UUID.randomUUID();

	private final Dog fido = new Dog("Fido", Instant.EPOCH);

	private final Dog rex = new Dog("Rex", Instant.EPOCH);

	private final ApplicationContextRunner runner;

	JpaFlushContract(String[] database) {
		this.runner = Contexts.h2()
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop", "eventsourcing.jdbc.lock-timeout=2s",
					"eventsourcing.jdbc.notifications.enabled=false")
			.withPropertyValues(database)
			.withUserConfiguration(Entities.class)
			.withBean(DogSchool.class);
	}

	final Dog fido() {
		return this.fido;
	}

	void run(boolean poolCommits, Consumer<AssertableApplicationContext> test) {
		this.runner
			.withPropertyValues("spring.datasource.hikari.auto-commit=" + poolCommits,
					"spring.jpa.properties.hibernate.connection.provider_disables_autocommit=" + !poolCommits)
			.run(test::accept);
	}

	/** Writes a kennel in a transaction, by the flush of its commit. */
	void write(AssertableApplicationContext context, boolean savesBefore, Runnable prepare) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			if (savesBefore) {
				context.getBean(DogSchool.class).save(this.rex);
			}
			context.getBean(EntityManager.class).persist(new KennelEntity(this.kennelId, "Berlin"));
			prepare.run();
		});
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void aSaveDuringTheFlushBelongsToTheTransaction(boolean poolCommits, boolean savesBefore) {
		run(poolCommits, (context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			AtomicInteger calls = new AtomicInteger();
			context.getBean(ApplicationRecorder.class).onAppend(calls::incrementAndGet);
			write(context, savesBefore, () -> KennelListener.onceWritten(() -> {
				school.save(this.fido);
				assertThat(calls).hasValue(0);
				assertThat(elsewhere(() -> school.notificationLog().maxId())).isZero();
			}));
			assertThat(calls).hasValue(1);
			assertThat(this.fido.pendingEvents()).isEmpty();
			assertThat(school.repository().get(Dog.class, this.fido.id())).isEqualTo(this.fido);
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void aSaveDuringTheFlushIsLostIfTheFlushFails(boolean poolCommits, boolean savesBefore) {
		run(poolCommits, (context) -> {
			write(context, false, () -> {
			});
			EntityManager entities = context.getBean(EntityManager.class);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> write(context, savesBefore, () -> {
				entities.clear();
				entities.persist(new KennelEntity(UUID.randomUUID(), "Hamburg"));
				KennelListener.onceWritten(() -> context.getBean(DogSchool.class).save(this.fido));
				entities.persist(new KennelEntity(this.kennelId, "Munich"));
			}));
			assertNothingStored(context);
		});
	}

	void assertNothingStored(AssertableApplicationContext context) {
		assertThat(this.fido.pendingEvents()).hasSize(1);
		assertThat(this.rex.pendingEvents()).hasSize(1);
		DogSchool school = context.getBean(DogSchool.class);
		assertThat(school.notificationLog().maxId()).isZero();
		elsewhere(() -> school.save(this.fido, this.rex));
		assertThat(school.notificationLog().select(1, 10)).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void aSaveInAListenerForTheCommitIsItsOwn(boolean poolCommits, boolean savesBefore) {
		run(poolCommits, (context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			afterCommit(context, () -> {
				school.save(this.fido);
				assertThat(elsewhere(() -> school.repository().exists(Dog.class, this.fido.id()))).isTrue();
			});
			write(context, savesBefore, () -> {
			});
			assertThat(this.fido.pendingEvents()).isEmpty();
			assertThat(school.notificationLog().select(1, 10)).hasSize(savesBefore ? 2 : 1);
		});
	}

	/**
	 * Lets Hibernate run an action after the commit or rollback of an inserted entity.
	 */
	static void afterCommit(AssertableApplicationContext context, Runnable action) {
		context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactoryImplementor.class)
			.getServiceRegistry()
			.requireService(EventListenerRegistry.class)
			.appendListeners(EventType.POST_COMMIT_INSERT, new PostCommitInsertEventListener() {

				@Override
				public void onPostInsert(PostInsertEvent event) {
					action.run();
				}

				@Override
				public void onPostInsertCommitFailed(PostInsertEvent event) {
					action.run();
				}

				@Override
				public boolean requiresPostCommitHandling(EntityPersister persister) {
					return true;
				}

			});
	}

	static <T> T elsewhere(Supplier<T> action) {
		return CompletableFuture.supplyAsync(action).join();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = KennelEntity.class)
	static class Entities {

	}

}
