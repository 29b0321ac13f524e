package io.eventsourcing.persistence.jdbc.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jdbc.FailingConnection;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.WatchedDataSource;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of saves that are written together. */
abstract class GroupCommitContract {

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private TestStore store;

	private WatchedDataSource dataSource;

	private JdbcRecorder recorder;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.dataSource = new WatchedDataSource(this.store.dataSource());
		this.recorder = builder().build();
	}

	private JdbcRecorderBuilder builder() {
		return this.store.builder(this.dataSource).notifications(false);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	/**
	 * While one caller has written its save but not yet handed over, all others that come
	 * wait for it.
	 */
	private <T> T whileOneIsWriting(Callable<T> action) throws Exception {
		this.dataSource.reset();
		try (WatchedDataSource.Gate gate = this.dataSource.holdNext()) {
			Caller writing = Caller.saves(this.recorder, events(UUID.randomUUID(), 1, 1));
			gate.awaitThread();
			T result = action.call();
			gate.close();
			writing.id();
			return result;
		}
	}

	private List<Caller> save(List<List<StoredEvent>> saves) throws Exception {
		return whileOneIsWriting(() -> {
			List<Caller> callers = new ArrayList<>();
			for (List<StoredEvent> events : saves) {
				callers.add(Caller.saves(this.recorder, events).queued());
			}
			return callers;
		});
	}

	@Test
	void savesThatWaitAreWrittenTogether() throws Exception {
		List<List<StoredEvent>> saves = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			saves.add(events(UUID.randomUUID(), 1, 1 + i % 3));
		}
		List<Caller> callers = save(saves);
		for (int i = 0; i < 20; i++) {
			NotificationQuery query = NotificationQuery.after(callers.get(i).id() - 1, saves.get(i).size());
			assertThat(this.recorder.selectNotifications(query)).extracting(Notification::event)
				.isEqualTo(saves.get(i));
		}
		assertThat(this.dataSource.connections()).as("connections for 21 saves and 20 selections").isEqualTo(22);
	}

	@Test
	void groupsHaveALimit() throws Exception {
		this.recorder = builder().maxGroupSize(6).build();
		List<List<StoredEvent>> saves = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			saves.add(events(UUID.randomUUID(), 1, 2));
		}
		saves.add(events(UUID.randomUUID(), 1, 7));
		for (Caller caller : save(saves)) {
			caller.id();
		}
		assertThat(this.dataSource.connections()).as("groups of 1, 3, 3 and 1 saves").isEqualTo(4);
	}

	@Test
	void aSaveThatDoesNotFitFailsAlone() throws Exception {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 3)));
		UUID other = UUID.randomUUID();
		List<Caller> callers = save(List.of(events(other, 1, 2), events(this.fido, 3, 4), events(this.rex, 2, 2),
				List.of(event(UUID.randomUUID(), 1), event(this.fido, 2)), events(UUID.randomUUID(), 1, 1)));
		callers.get(0).id();
		assertThat(callers.get(1).failure()).isInstanceOfSatisfying(RecordConflictException.class,
				(ex) -> assertThat(ex.originatorVersion()).isEqualTo(3));
		assertThat(callers.get(2).failure()).isInstanceOf(VersionGapException.class);
		assertThat(callers.get(3).failure()).isInstanceOfSatisfying(RecordConflictException.class,
				(ex) -> assertThat(ex.originatorId()).isEqualTo(this.fido));
		callers.get(4).id();
		assertThat(stream(this.recorder, this.fido)).isEqualTo(events(this.fido, 1, 3));
		assertThat(stream(this.recorder, other)).isEqualTo(events(other, 1, 2));
		assertThat(log(this.recorder)).hasSize(7);
	}

	@Test
	void ofSavesOfTheSameVersionTheFirstWins() throws Exception {
		List<Caller> callers = save(List.of(events(this.fido, 1, 1), events(this.fido, 1, 2), events(this.rex, 1, 1),
				List.of(event(this.rex, 2), event(this.fido, 1)), events(this.fido, 2, 3)));
		callers.get(0).id();
		assertThat(callers.get(1).failure()).isInstanceOf(RecordConflictException.class);
		callers.get(2).id();
		assertThat(callers.get(3).failure()).isInstanceOf(RecordConflictException.class);
		callers.get(4).id();
		assertThat(stream(this.recorder, this.fido)).isEqualTo(events(this.fido, 1, 3));
		assertThat(stream(this.recorder, this.rex)).isEqualTo(events(this.rex, 1, 1));
	}

	@Test
	void aSaveThatTheDatabaseRefusesFailsAlone() throws Exception {
		this.store.refuseType();
		StoredEvent refused = event(this.rex, 1, TestStore.REFUSED_TYPE);
		List<Caller> callers = save(
				List.of(events(this.fido, 1, 2), List.of(refused), events(UUID.randomUUID(), 1, 1)));
		callers.get(0).id();
		assertThat(callers.get(1).failure()).isInstanceOf(DataIntegrityViolationException.class);
		callers.get(2).id();
		assertThat(log(this.recorder)).hasSize(4).extracting(Notification::event).doesNotContain(refused);
	}

	@Test
	void whoWaitsForTooLongGivesUp() throws Exception {
		this.recorder = builder().lockTimeout(Duration.ofMillis(200)).build();
		this.store.transaction().executeWithoutResult((status) -> {
			this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			List<Caller> callers = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				callers.add(Caller.saves(this.recorder, events(UUID.randomUUID(), 1, 1)));
			}
			assertThat(callers)
				.allSatisfy((caller) -> assertThat(caller.failure()).isInstanceOf(AppendLockTimeoutException.class)
					.hasMessageContaining("within 200 ms"));
		});
		this.recorder.insertEvents(Append.of(events(this.rex, 1, 1)));
		assertThat(log(this.recorder)).hasSize(2);
	}

	/** It asks again, so that it is not the connection that it waits for. */
	@Test
	void whoWaitsForLongTriesAgain() throws Exception {
		this.dataSource.reset();
		Caller waiting = this.store.transaction().execute((status) -> {
			this.store.recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			Caller caller = Caller.saves(this.recorder, events(this.rex, 1, 1));
			await().until(() -> this.dataSource.connections() > 1);
			return caller;
		});
		assertThat(waiting.id()).isPositive();
		assertThat(log(this.recorder)).hasSize(2);
	}

	/** Once memory is short, an error also comes where errors are handled. */
	@Test
	void whoIsWrittenByAThreadThatDiesIsTold() throws Exception {
		AtomicBoolean dying = new AtomicBoolean();
		this.recorder = this.store.builder(new DelegatingDataSource(this.dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				return dying.getAndSet(false) ? FailingConnection.throwing(UnspeakableException::new)
						: super.getConnection();
			}

		}).notifications(false).build();
		List<Caller> callers = whileOneIsWriting(() -> {
			List<Caller> waiting = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				waiting.add(Caller.saves(this.recorder, events(UUID.randomUUID(), 1, 1)).queued());
			}
			dying.set(true);
			return waiting;
		});
		assertThat(callers.get(0).failure()).isInstanceOfAny(OutOfMemoryError.class, SaveOutcomeUnknownException.class);
		assertThat(callers.get(1).failure()).isInstanceOf(SaveOutcomeUnknownException.class);
		assertThat(callers.get(2).failure()).isInstanceOf(SaveOutcomeUnknownException.class);
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
	}

	/**
	 * Callers with hardly any stack left save at the same time as others, whose saves all
	 * succeed.
	 */
	@Test
	void aCallerWithoutStackHarmsNobody() throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		Thread recursive = new Thread(null, () -> {
			while (!ended.get()) {
				saveAtTheEndOfTheStack();
			}
		}, "recursive", 512 * 1024);
		recursive.start();
		try {
			for (int i = 0; i < 200; i++) {
				this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			}
		}
		finally {
			ended.set(true);
			recursive.join();
		}
		long saved = this.recorder.maxNotificationId();
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(this.recorder.maxNotificationId()).isGreaterThan(saved);
	}

	/** Saves in each call on the way back from a stack overflow, until it succeeds. */
	private boolean saveAtTheEndOfTheStack() {
		try {
			if (saveAtTheEndOfTheStack()) {
				return true;
			}
			this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			return true;
		}
		catch (StackOverflowError | SaveOutcomeUnknownException ex) {
			return false;
		}
	}

	@Test
	void anInterruptDoesNotHideTheOutcome() throws Exception {
		Caller caller = whileOneIsWriting(
				() -> Caller.saves(this.recorder, events(this.fido, 1, 1)).queued().interrupt());
		assertThat(caller.id()).isEqualTo(this.recorder.maxNotificationId());
		assertThat(caller.wasInterrupted()).isTrue();
	}

	@Test
	void anInterruptedThreadSaves() {
		Thread.currentThread().interrupt();
		long id = this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(log(this.recorder)).extracting(Notification::id).containsExactly(id);
	}

	private static final class UnspeakableException extends SQLException {

		@Override
		public String getSQLState() {
			throw new OutOfMemoryError("Part of the test");
		}

	}

}
