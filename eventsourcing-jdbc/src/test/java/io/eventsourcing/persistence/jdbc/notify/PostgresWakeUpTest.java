package io.eventsourcing.persistence.jdbc.notify;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.LogRecords;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.WatchedDataSource;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.testsupport.ArabicDigits;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Recorders that share nothing but the database wake up each other: their readers would
 * look by themselves after an hour only.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresWakeUpTest {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static final String LISTENERS = """
			select pid from pg_stat_activity where datname = current_database() and query = ?
			""";

	private static final String LOOKED = """
			select pid from pg_stat_activity
			where datname = current_database() and query like 'select pg_catalog.set_config%pg_notify%' and state = 'idle'
			""";

	private static final int MINUTE_MILLIS = 60_000;

	private final UUID fido = UUID.randomUUID();

	private final Set<Thread> threadsBefore = new HashSet<>(threads());

	private final List<AutoCloseable> resources = new ArrayList<>();

	private TestStore store;

	private HikariDataSource otherPool;

	@BeforeAll
	static void beQuiet() {
		Logger.getLogger("io.eventsourcing.persistence.jdbc.notify").setLevel(Level.OFF);
	}

	@BeforeEach
	void open() {
		this.store = close(new TestStore(DATABASE.dataSource()));
		this.otherPool = close(TestStore.pool(DATABASE.dataSource(), true));
	}

	@AfterEach
	void close() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	@Test
	void readersOfOthersAreWokenUp() {
		Subscription subscription = subscribe(other().build());
		awaitListeners(this.store.schema(), 1);
		CompletableFuture<Notification> next = CompletableFuture.supplyAsync(subscription::next);
		long id = this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(next.join().id()).isEqualTo(id);
		this.store.recorder().insertEvents(Append.of(events(this.fido, 2, 3)));
		assertThat(subscription.next().id()).isGreaterThan(id);
	}

	/** PostgreSQL reads no other digits than 0 to 9. */
	@Test
	void readersAreWokenUpWhateverTheDigitsOfTheDefaultLocale() throws Exception {
		try (Connection witness = listenTo(this.store.schema())) {
			assertThat(ArabicDigits.call(() -> {
				close(other().build()).insertEvents(Append.of(events(this.fido, 1, 1)));
				return witness.unwrap(PGConnection.class).getNotifications(20_000);
			})).hasSize(1);
		}
	}

	@Test
	void theCommitOfATransactionWakesUpButNotItsRollback() {
		Subscription subscription = subscribe(other().build());
		awaitListeners(this.store.schema(), 1);
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			status.setRollbackOnly();
		});
		assertThat(newThreads("eventsourcing-notify")).isEmpty();
		Long id = this.store.transaction()
			.execute((status) -> this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1))));
		assertThat(subscription.next().id()).isEqualTo(id);
	}

	@Test
	void aConnectionThatDiesIsReplacedAndNothingIsMissedMeanwhile() {
		Subscription subscription = subscribe(other().build());
		for (int version = 1; version <= 5; version += 2) {
			CompletableFuture<Notification> next = CompletableFuture.supplyAsync(subscription::next);
			awaitListeners(this.store.schema(), 1);
			int pid = listeners(this.store.schema()).get(0);
			this.store.jdbc().queryForObject("select pg_terminate_backend(?)", Boolean.class, pid);
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> listeners(this.store.schema()).isEmpty());
			assertThat(next).isNotDone();
			long whileNobodyListens = this.store.recorder()
				.insertEvents(Append.of(events(this.fido, version, version)));
			assertThat(next.join().id()).isEqualTo(whileNobodyListens);
			CompletableFuture<Notification> then = CompletableFuture.supplyAsync(subscription::next);
			awaitListeners(this.store.schema(), 1);
			long id = this.store.recorder().insertEvents(Append.of(events(this.fido, version + 1, version + 1)));
			assertThat(then.join().id()).isEqualTo(id);
		}
	}

	@Test
	void aConnectionThatHasDiedIsNotLentToASave() {
		JdbcRecorder recorder = other().build();
		subscribe(recorder);
		awaitListeners(this.store.schema(), 1);
		int pid = listeners(this.store.schema()).get(0);
		this.store.jdbc().queryForObject("select pg_terminate_backend(?)", Boolean.class, pid);
		await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(() -> {
			recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			List<Integer> listeners = listeners(this.store.schema());
			return listeners.size() == 1 && !listeners.contains(pid);
		});
	}

	@Test
	void ownNewsAreNotHeardTwice() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		close(this.store.recorder().onAppend(calls::incrementAndGet));
		await().untilAtomic(calls, (value) -> assertThat(value).isOne());
		try (Connection witness = listenTo(this.store.schema())) {
			this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThat(witness.unwrap(PGConnection.class).getNotifications(MINUTE_MILLIS)).hasSize(1);
		}
		close(other().build()).insertEvents(Append.of(events(this.fido, 2, 2)));
		await().untilAtomic(calls, (value) -> assertThat(value).isGreaterThanOrEqualTo(3));
		assertThat(calls).as("once for the beginning, for the own save and for that of the other").hasValue(3);
	}

	@Test
	void aListenerIsCalledHoweverFastTheThreadListens() {
		CountDownLatch listens = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		JdbcRecorder recorder = close(
				other().listenerDataSource(new SignallingDataSource(listens)).threadFactory((work) -> new Thread(work) {

					/** Lets the thread come first where it runs beside its caller. */
					@Override
					public synchronized void start() {
						super.start();
						awaitLatch(listens);
					}

				}).build());
		close(recorder.onAppend(calls::incrementAndGet));
		assertThat(listens.getCount()).isZero();
		await().untilAtomic(calls, (value) -> assertThat(value).isOne());
	}

	@Test
	void nothingIsToldIfNobodyElseListens() throws Exception {
		close(this.store.recorder().onAppend(() -> {
		}));
		awaitListeners(this.store.schema(), 1);
		try (Connection witness = DATABASE.dataSource().getConnection();
				Statement statement = witness.createStatement()) {
			statement.execute("listen \"" + this.store.schema() + "\" ");
			this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			awaitSender();
			Subscription subscription = subscribe(other().build());
			assertThat(subscription.next().originatorVersion()).isOne();
			awaitListeners(this.store.schema(), 2);
			this.store.recorder().insertEvents(Append.of(events(this.fido, 2, 2)));
			assertThat(subscription.next().originatorVersion()).isEqualTo(2);
			assertThat(witness.unwrap(PGConnection.class).getNotifications(MINUTE_MILLIS)).hasSize(1);
		}
	}

	@Test
	void nobodyListensWhereThatIsSwitchedOff() {
		WatchedDataSource silent = new WatchedDataSource(DATABASE.dataSource());
		WatchedDataSource listening = new WatchedDataSource(DATABASE.dataSource());
		JdbcRecorder recorder = close(other().notifications(false).listenerDataSource(silent).build());
		close(recorder.onAppend(() -> {
		}));
		recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(newThreads("eventsourcing-notify")).isEmpty();
		subscribe(other().listenerDataSource(listening).build());
		await().until(() -> listening.connections() == 1);
		assertThat(silent.connections()).isZero();
	}

	@Test
	void nobodyListensWithoutReaders() {
		WatchedDataSource idle = new WatchedDataSource(DATABASE.dataSource());
		JdbcRecorder recorder = close(other().listenerDataSource(idle).build());
		recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(newThreads("eventsourcing-listen")).isEmpty();
		ApplicationRecorder.Registration first = recorder.onAppend(() -> {
		});
		ApplicationRecorder.Registration second = recorder.onAppend(() -> {
		});
		await().until(() -> idle.connections() == 1);
		first.close();
		first.close();
		assertThat(newThreads("eventsourcing-listen")).hasSize(1);
		second.close();
		await().until(() -> newThreads("eventsourcing-listen").isEmpty());
		assertThat(idle.connections()).isOne();
	}

	@Test
	void theLossOfTheListeningConnectionIsOneLine() {
		try (LogRecords log = LogRecords.of("io.eventsourcing.persistence.jdbc.notify", Level.WARNING)) {
			close(this.store.recorder().onAppend(() -> {
			}));
			awaitListeners(this.store.schema(), 1);
			int pid = listeners(this.store.schema()).get(0);
			this.store.jdbc().queryForObject("select pg_terminate_backend(?)", Boolean.class, pid);
			await().untilAsserted(() -> assertThat(log.messages(Level.WARNING)).singleElement()
				.asString()
				.contains("Cannot listen", "trying again"));
			assertThat(log.hasStackTrace(Level.WARNING)).isFalse();
			awaitListeners(this.store.schema(), 1);
		}
	}

	@Test
	void theChannelMayBeNamed() throws Exception {
		Subscription subscription = subscribe(other().notificationChannel("Rex & 'Fido'").build());
		awaitListeners("Rex & 'Fido'", 1);
		assertThat(listeners(this.store.schema())).isEmpty();
		JdbcRecorder writer = close(
				this.store.builder(this.store.dataSource()).notificationChannel("Rex & 'Fido'").build());
		long id = writer.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(subscription.next().id()).isEqualTo(id);
	}

	@Test
	void theConnectionThatListensMayComeFromElsewhere() {
		HikariDataSource listenerPool = close(pool(1));
		Subscription subscription = subscribe(other().listenerDataSource(listenerPool).build());
		awaitListeners(this.store.schema(), 1);
		assertThat(listenerPool.getHikariPoolMXBean().getActiveConnections()).isOne();
		assertThat(this.otherPool.getHikariPoolMXBean().getActiveConnections()).isZero();
		long id = this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(subscription.next().id()).isEqualTo(id);
	}

	@Test
	void closingEndsTheThreadsAndGivesTheConnectionBack() {
		HikariDataSource listenerPool = close(pool(1));
		JdbcRecorder recorder = other().listenerDataSource(listenerPool).build();
		Subscription subscription = subscribe(recorder);
		recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		awaitListeners(this.store.schema(), 1);
		int pid = listeners(this.store.schema()).get(0);
		assertThat(newThreads("eventsourcing-")).hasSize(2);
		recorder.close();
		recorder.close();
		await().until(() -> newThreads("eventsourcing-").isEmpty());
		JdbcTemplate back = new JdbcTemplate(listenerPool);
		assertThat(back.queryForObject("select pg_backend_pid()", Integer.class)).isEqualTo(pid);
		assertThat(back.queryForList("select pg_listening_channels()", String.class)).isEmpty();
		assertThat(
				back.queryForList("select objid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"))
			.isEmpty();
		recorder.insertEvents(Append.of(events(this.fido, 2, 2)));
		assertThat(subscription.next().originatorVersion()).isOne();
		assertThat(subscription.next().originatorVersion()).isEqualTo(2);
		close(recorder.onAppend(() -> {
		}));
		assertThat(newThreads("eventsourcing-")).isEmpty();
	}

	private JdbcRecorderBuilder other() {
		return this.store.builder(this.otherPool);
	}

	private static HikariDataSource pool(int size) {
		HikariDataSource pool = TestStore.pool(DATABASE.dataSource(), true);
		pool.setMaximumPoolSize(size);
		return pool;
	}

	private Subscription subscribe(JdbcRecorder recorder) {
		close(recorder);
		return close(
				NotificationLog.builder(recorder).pageSize(10).pollInterval(Duration.ofHours(1)).build().subscribe(0));
	}

	private <T extends AutoCloseable> T close(T resource) {
		this.resources.add(resource);
		return resource;
	}

	private void awaitListeners(String channel, int count) {
		await().until(() -> listeners(channel).size() == count);
	}

	/** Until it has looked whether somebody listens. */
	private void awaitSender() {
		JdbcTemplate aside = new JdbcTemplate(DATABASE.dataSource());
		await().until(() -> !aside.queryForList(LOOKED, Integer.class).isEmpty());
	}

	private List<Integer> listeners(String channel) {
		return this.store.jdbc().queryForList(LISTENERS, Integer.class, "listen \"" + channel + '"');
	}

	private static Connection listenTo(String channel) throws SQLException {
		Connection connection = DATABASE.dataSource().getConnection();
		try (Statement statement = connection.createStatement()) {
			statement.execute(new ListenerPresence(channel).take());
			statement.execute("listen \"" + channel + "\" ");
		}
		return connection;
	}

	private List<Thread> newThreads(String name) {
		return threads().stream()
			.filter((each) -> each.getName().startsWith(name) && !this.threadsBefore.contains(each))
			.toList();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces().keySet();
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Signals that the thread waits for notifications, which it does after its first
	 * call.
	 */
	private static final class SignallingDataSource extends DelegatingDataSource {

		private final CountDownLatch waits;

		SignallingDataSource(CountDownLatch waits) {
			super(DATABASE.dataSource());
			this.waits = waits;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection target = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("unwrap")) {
							this.waits.countDown();
						}
						return method.invoke(target, arguments);
					});
		}

	}

}
