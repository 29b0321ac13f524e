package io.eventsourcing.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How an application learns of the events of another one, and what it takes for that.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresWakeUpTest {

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database.dataSource());

	/** Nobody finds anything without being told. */
	private final ApplicationContextRunner runner = Contexts.h2()
		.withBean(DogSchool.class)
		.withPropertyValues(Contexts.urlOf(this.database))
		.withPropertyValues("eventsourcing.log.poll-interval=1h");

	private Set<Thread> threadsBefore;

	@BeforeEach
	void lookAtThreads() {
		this.threadsBefore = Thread.getAllStackTraces().keySet();
	}

	@Test
	void newEventsWakeUpAnotherApplication() {
		this.runner.run((reader) -> {
			try (Subscription subscription = log(reader).subscribe(0)) {
				awaitListeners("eventsourcing", 1);
				assertThatAnotherApplicationIsHeard(subscription);
			}
		});
	}

	@Test
	void aPoolOfOneConnectionIsEnough() {
		this.runner.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1").run((reader) -> {
			try (Subscription subscription = log(reader).subscribe(0)) {
				awaitListeners("eventsourcing", 1);
				assertThat(active(reader.getBean(HikariDataSource.class))).isZero();
				assertThatAnotherApplicationIsHeard(subscription);
			}
		});
	}

	@Test
	void theConnectionOfAPoolBehindAProxyIsOutsideOfItToo() {
		this.runner.withBean(ProxyingPostProcessor.class)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
			.run((reader) -> {
				try (Subscription subscription = log(reader).subscribe(0)) {
					awaitListeners("eventsourcing", 1);
					assertThatAnotherApplicationIsHeard(subscription);
				}
			});
	}

	@Test
	void theNamedDataSourceListens() {
		this.runner.withPropertyValues("eventsourcing.jdbc.notifications.data-source=direct")
			.withBean("direct", HikariDataSource.class, this::pool, PostgresWakeUpTest::beside)
			.run((reader) -> {
				try (Subscription subscription = log(reader).subscribe(0)) {
					awaitListeners("eventsourcing", 1);
					assertThat(active(reader.getBean("direct", HikariDataSource.class))).isOne();
					assertThatAnotherApplicationIsHeard(subscription);
				}
			});
	}

	@Test
	void theNamedChannelIsListenedTo() {
		this.runner.withPropertyValues("eventsourcing.jdbc.notifications.channel=Dogs & cats").run((reader) -> {
			try (Subscription subscription = log(reader).subscribe(0)) {
				awaitListeners("Dogs & cats", 1);
				assertThat(subscription.position()).isZero();
			}
		});
	}

	@Test
	void nobodyListensOrTellsIfNotificationsAreOff() {
		this.runner
			.withPropertyValues("eventsourcing.jdbc.notifications.enabled=false", "eventsourcing.events.check.mode=off")
			.run((context) -> {
				try (Subscription subscription = log(context).subscribe(0)) {
					context.getBean(DogSchool.class).registerDog("Fido");
					assertThat(subscription.next().id()).isEqualTo(1);
					assertThat(threads()).isEmpty();
				}
			});
	}

	@Test
	void nothingIsLeftWhenTheApplicationEndsWhileTheLogIsFollowed(CapturedOutput output) {
		CompletableFuture<List<Notification>> reading = new CompletableFuture<>();
		this.runner.run((context) -> {
			Subscription subscription = log(context).subscribe(0);
			awaitListeners("eventsourcing", 1);
			reading.completeAsync(() -> subscription.stream().toList());
			context.getBean(DogSchool.class).registerDog("Fido");
			await().until(() -> subscription.position() == 1);
		});
		assertThat(reading.join()).hasSize(1);
		assertThat(threads()).isEmpty();
		awaitListeners("eventsourcing", 0);
		assertThat(output).doesNotContain("Cannot listen").doesNotContain("marked as broken");
	}

	@Test
	void theConnectionThatListensIsGivenBackBeforeItsPoolIsClosed(CapturedOutput output) {
		WatchedPool pool = new WatchedPool();
		pool.setDataSource(this.database.dataSource());
		this.runner.withPropertyValues("eventsourcing.jdbc.notifications.data-source=direct")
			.withBean("direct", WatchedPool.class, () -> pool, PostgresWakeUpTest::beside)
			.run((context) -> {
				log(context).subscribe(0);
				awaitListeners("eventsourcing", 1);
			});
		assertThat(pool.activeWhenClosed).isZero();
		assertThat(output).doesNotContain("Cannot listen").doesNotContain("marked as broken");
	}

	private void assertThatAnotherApplicationIsHeard(Subscription subscription) {
		CompletableFuture<Notification> next = CompletableFuture.supplyAsync(subscription::next);
		this.runner.run((writer) -> writer.getBean(DogSchool.class).registerDog("Fido"));
		assertThat(next.join().id()).isEqualTo(1);
	}

	private void awaitListeners(String channel, int count) {
		await().until(() -> this.jdbc.queryForObject(
				"select count(*) from pg_stat_activity where datname = current_database() and query = ?", Integer.class,
				"listen \"" + channel + '"') == count);
	}

	private HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(this.database.dataSource());
		return pool;
	}

	/** Not in the way of the data source that Spring Boot configures. */
	private static void beside(BeanDefinition definition) {
		((AbstractBeanDefinition) definition).setDefaultCandidate(false);
	}

	private static NotificationLog log(AssertableApplicationContext context) {
		return context.getBean(NotificationLog.class);
	}

	private static int active(HikariDataSource pool) {
		return pool.getHikariPoolMXBean().getActiveConnections();
	}

	private Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threadsBefore.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("eventsourcing-") && !name.startsWith("eventsourcing-prefetch"))
			.collect(Collectors.toSet());
	}

	/** Knows how many of its connections were in use when it was closed. */
	static final class WatchedPool extends HikariDataSource {

		private int activeWhenClosed = -1;

		@Override
		public void close() {
			this.activeWhenClosed = active(this);
			super.close();
		}

	}

}
