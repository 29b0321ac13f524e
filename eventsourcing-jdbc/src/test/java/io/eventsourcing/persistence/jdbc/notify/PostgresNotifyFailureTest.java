package io.eventsourcing.persistence.jdbc.notify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.jdbc.FailingConnection;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.LogRecords;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing that is thrown ends the threads that notify and listen. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresNotifyFailureTest {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static final String CATEGORY = "io.eventsourcing.persistence.jdbc.notify";

	private static final List<Supplier<Throwable>> KINDS = List.of(IllegalStateException::new, OutOfMemoryError::new,
			StackOverflowError::new, LinkageError::new, IOException::new);

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final TestStore store = new TestStore(DATABASE.dataSource());

	private final HikariDataSource otherPool = TestStore.pool(DATABASE.dataSource(), true);

	private LogRecords log;

	@BeforeEach
	void open() {
		this.log = LogRecords.of(CATEGORY, Level.WARNING);
	}

	@AfterEach
	void close() {
		this.store.close();
		this.otherPool.close();
		this.log.close();
	}

	@Test
	void theThreadThatNotifiesGoesOn() {
		this.store.recorder().onAppend(this.calls::incrementAndGet);
		awaitCalls(1);
		try (JdbcRecorder writer = this.store.builder(failing("eventsourcing-notify")).build()) {
			for (Supplier<Throwable> kind : KINDS) {
				this.failures.add(kind.get());
				int before = this.calls.get();
				await().until(() -> {
					insert(writer);
					return this.failures.isEmpty() && this.calls.get() > before;
				});
			}
		}
	}

	@Test
	void theThreadThatListensGoesOn() {
		for (Supplier<Throwable> kind : KINDS) {
			this.failures.add(kind.get());
			this.calls.set(0);
			try (JdbcRecorder reader = this.store.builder(this.otherPool)
				.listenerDataSource(failing("eventsourcing-listen"))
				.build()) {
				reader.onAppend(this.calls::incrementAndGet);
				awaitCalls(1);
				assertThat(this.failures).isEmpty();
			}
		}
		assertThat(this.log.messages(Level.WARNING)).hasSize(KINDS.size())
			.allMatch((message) -> message.startsWith("Cannot listen"));
	}

	@Test
	void aCallThatFailsEndsTheConnectionButNotTheThread() {
		NotifyListener listener = new NotifyListener(this.otherPool, this.store.schema(), "fido", Thread::new, () -> {
			if (this.calls.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
		});
		listener.start();
		awaitCalls(2);
		assertThat(listener.isRunning()).isTrue();
		await().untilAsserted(() -> assertThat(this.store.jdbc()
			.queryForList("select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock'")).hasSize(1));
		Thread thread = listener.close();
		await().until(() -> !thread.isAlive());
	}

	@Test
	void aThreadThatNotifiesIsStartedAgainIfItHasEnded() {
		this.store.recorder().onAppend(this.calls::incrementAndGet);
		awaitCalls(1);
		try (JdbcRecorder writer = this.store.builder(this.otherPool).threadFactory(firstEndsAtOnce()).build()) {
			await().until(() -> {
				insert(writer);
				return this.calls.get() > 1;
			});
		}
	}

	@Test
	void aThreadThatListensIsStartedAgainByTheNextRegistration() {
		try (JdbcRecorder reader = this.store.builder(this.otherPool).threadFactory(firstEndsAtOnce()).build()) {
			await().until(() -> {
				reader.onAppend(this.calls::incrementAndGet);
				return this.calls.get() > 0;
			});
		}
	}

	@Test
	void withoutThreadsEventsAreSavedAndFoundByPolling() {
		JdbcRecorder recorder = this.store.builder(this.otherPool).threadFactory((work) -> {
			throw new IllegalStateException("Part of the test");
		}).build();
		try (Subscription subscription = NotificationLog.builder(recorder)
			.pollInterval(Duration.ofMillis(10))
			.build()
			.subscribe(0)) {
			insert(recorder);
			assertThat(subscription.next().id()).isOne();
			new TransactionTemplate(new JdbcTransactionManager(this.otherPool))
				.executeWithoutResult((status) -> insert(recorder));
			assertThat(subscription.next().id()).isEqualTo(2);
			insert(this.store.recorder());
			assertThat(subscription.next().id()).isEqualTo(3);
		}
		assertThat(this.log.messages(Level.WARNING))
			.anyMatch((message) -> message.startsWith("Cannot start the thread"))
			.anyMatch((message) -> message.startsWith("Cannot notify other processes"));
	}

	private void awaitCalls(int count) {
		await().untilAtomic(this.calls, (value) -> assertThat(value).isGreaterThanOrEqualTo(count));
	}

	private static void insert(JdbcRecorder recorder) {
		recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
	}

	private static ThreadFactory firstEndsAtOnce() {
		AtomicInteger threads = new AtomicInteger();
		return (work) -> (threads.getAndIncrement() == 0) ? new Thread(() -> {
		}) : new Thread(work);
	}

	/** Lends a connection that fails, once per failure, to the threads of a name. */
	private DelegatingDataSource failing(String threads) {
		return new DelegatingDataSource(this.otherPool) {

			@Override
			public Connection getConnection() throws SQLException {
				Throwable failure = Thread.currentThread().getName().startsWith(threads)
						? PostgresNotifyFailureTest.this.failures.poll() : null;
				return (failure != null) ? FailingConnection.throwing(() -> failure) : super.getConnection();
			}

		};
	}

}
