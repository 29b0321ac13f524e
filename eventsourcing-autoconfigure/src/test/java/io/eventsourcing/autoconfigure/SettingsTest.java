package io.eventsourcing.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.eventsourcing.application.ReplayMismatchException;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.PayloadTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * That properties have their effect. Those of the wake-up of other processes have a test
 * of their own, as has each value that is refused.
 */
class SettingsTest {

	private final ApplicationContextRunner runner = Contexts.h2().withBean(DogSchool.class);

	@Test
	void aSaveWaitsForAsLongAsIsSaid() {
		this.runner.withPropertyValues("eventsourcing.jdbc.lock-timeout=50ms").run((context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			transaction(context).executeWithoutResult((status) -> {
				school.registerDog("Fido");
				assertThatExceptionOfType(CompletionException.class)
					.isThrownBy(() -> CompletableFuture.supplyAsync(() -> school.registerDog("Rex")).join())
					.havingCause()
					.isInstanceOf(AppendLockTimeoutException.class)
					.withMessageContaining("within 50 ms");
			});
		});
	}

	@Test
	void anEventIsAsLargeAsIsSaid() {
		this.runner.withPropertyValues("eventsourcing.jdbc.max-payload-size=1KB").run((context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			school.registerDog("Fido");
			assertThatExceptionOfType(PayloadTooLargeException.class)
				.isThrownBy(() -> school.registerDog("F".repeat(1024)))
				.withMessageContaining("1024 are allowed");
		});
	}

	/**
	 * While a transaction keeps them from being written, one save waits at the database
	 * and six others wait for that one. Rows of one transaction have the same xmin.
	 */
	@ParameterizedTest
	@CsvSource({ "500, 1", "2, 3", "1, 6" })
	void asManyEventsAreWrittenTogetherAsIsSaid(int size, int groups) {
		this.runner.withPropertyValues(Contexts.newPostgres())
			.withPropertyValues("eventsourcing.jdbc.max-group-size=" + size)
			.run((context) -> {
				List<Thread> saving = new ArrayList<>();
				JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
				transaction(context).executeWithoutResult((status) -> {
					save(context);
					saving.add(saveElsewhere(context));
					await().until(() -> count(jdbc, "pg_locks where not granted and locktype = 'advisory'") == 1);
					for (int i = 0; i < 6; i++) {
						saving.add(saveElsewhere(context));
					}
					await().until(() -> saving.stream().skip(1).allMatch(SettingsTest::waits));
				});
				for (Thread each : saving) {
					each.join();
				}
				assertThat(count(jdbc, "(select distinct xmin::text from eventsourcing.stored_events) t"))
					.isEqualTo(2 + groups);
			});
	}

	/** With the default, so many looks would take minutes. */
	@Test
	void aSubscriptionLooksAsOftenAsIsSaid() {
		this.runner.withBean(LookCounter.class)
			.withPropertyValues("eventsourcing.log.poll-interval=5ms")
			.run((context) -> {
				LookCounter counter = context.getBean(LookCounter.class);
				try (Subscription subscription = context.getBean(NotificationLog.class).subscribe(0)) {
					CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(subscription::hasNext);
					await().atMost(Duration.ofSeconds(60)).until(() -> counter.looks.get() > 200);
					subscription.close();
					assertThat(reading.join()).isFalse();
				}
			});
	}

	@Test
	void aPageIsAsLargeAsIsSaid() {
		this.runner.withPropertyValues("eventsourcing.log.page-size=2").run((context) -> {
			for (int i = 0; i < 3; i++) {
				save(context);
			}
			assertThat(context.getBean(NotificationLog.class).section("1,10").nextId()).isEqualTo("3,4");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void replayIsVerifiedIfItIsSaid(boolean verify) {
		this.runner.withPropertyValues("eventsourcing.verify-replay=" + verify).run((context) -> {
			Leaky leaky = new Leaky();
			leaky.changes++;
			Repository repository = context.getBean(Repository.class);
			if (verify) {
				assertThatExceptionOfType(ReplayMismatchException.class).isThrownBy(() -> repository.save(leaky))
					.withMessageContaining("in: changes.");
			}
			else {
				assertThat(repository.save(leaky)).hasSize(1);
			}
		});
	}

	private static boolean waits(Thread thread) {
		return thread.getState() == Thread.State.TIMED_WAITING;
	}

	private static int count(JdbcTemplate jdbc, String what) {
		return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + what, Integer.class));
	}

	private static Thread saveElsewhere(AssertableApplicationContext context) {
		Thread thread = new Thread(() -> save(context));
		thread.start();
		return thread;
	}

	private static void save(AssertableApplicationContext context) {
		context.getBean(DogSchool.class).save(new Dog("Fido", Instant.EPOCH));
	}

	private static TransactionTemplate transaction(AssertableApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	/** Lets its state be changed from outside. */
	static class Leaky extends Aggregate {

		private int changes;

		record Created() {
		}

		Leaky() {
			this(new Created());
		}

		@Apply
		private Leaky(Created created) {
			super(created);
		}

	}

	/** Counts how often the database is used. */
	static final class LookCounter implements BeanPostProcessor {

		private final AtomicInteger looks = new AtomicInteger();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof DataSource dataSource)) {
				return bean;
			}
			return new DelegatingDataSource(dataSource) {

				@Override
				public Connection getConnection() throws SQLException {
					LookCounter.this.looks.incrementAndGet();
					return super.getConnection();
				}

			};
		}

	}

}
