package io.eventsourcing.projection.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.binding.ForeignEvents;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Remote logs that cannot be read, or are other logs than before. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpstreamFailureTest {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final ProjectionDefinition TRICKS = ProjectionDefinition.named("tricks").follows("kennel");

	private static final LogIdentity UNREADABLE = () -> {
		throw unreadable();
	};

	private final MemoryProjectionStore store = new MemoryProjectionStore();

	private final MemoryProjectionStore remote = new MemoryProjectionStore();

	private final StoppableNotificationLog unreadable = NotificationLog.builder(new Unreadable()).build();

	/** How many failures the database cannot store, because it is away. */
	private final AtomicInteger outages = new AtomicInteger();

	private ProjectionRunner runner;

	@AfterEach
	void close() {
		if (this.runner != null) {
			this.runner.close();
		}
		this.unreadable.close();
		this.remote.close();
		this.store.close();
	}

	private static DataAccessResourceFailureException unreadable() {
		return new DataAccessResourceFailureException("the log 'kennel' cannot be read");
	}

	private ProjectionRunner build(ProjectionDefinition definition, NotificationLog log, LogIdentity identity) {
		this.runner = this.store.runner(tracking())
			.lease(Duration.ofMillis(500))
			.projection(definition, ForeignEvents.of(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(Recording recording) {
					UpstreamFailureTest.this.store.write("tricks", recording.notificationId());
				}

			}), new JacksonTranscoder(), ProjectionOptions.DEFAULTS, log, identity)
			.build();
		return this.runner;
	}

	/** Returns the recorder of the store, which sometimes cannot store a failure. */
	private TrackingRecorder tracking() {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().equals("recordFailure") && this.outages.getAndDecrement() > 0) {
				throw new DataAccessResourceFailureException("the database is away");
			}
			try {
				return method.invoke(this.store.tracking(), arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		};
		return (TrackingRecorder) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TrackingRecorder.class }, handler);
	}

	private void teach() {
		Dog dog = new Dog("Fido");
		dog.addTrick("sit");
		this.remote.save(dog);
	}

	/** Makes the position one in another log. */
	private void bindToAnotherLog() {
		this.store.tracking().register(TRICKS.id(), 0);
		this.store.tracking().bindLog(TRICKS.id(), UUID.randomUUID());
	}

	@Test
	void aRunInTheCallingThreadFailsIfTheLogCannotBeRead() {
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> build(TRICKS, this.unreadable, UNREADABLE).run())
			.withMessageContaining("'tricks'")
			.withStackTraceContaining("the log 'kennel' cannot be read");
	}

	/** The position at which it starts is not known. */
	@Test
	void aRunFailsIfTheEndOfTheLogCannotBeRead() {
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> build(TRICKS.from(Start.END), this.unreadable, UNREADABLE).run())
			.withMessageContaining("'tricks'")
			.withStackTraceContaining("the log 'kennel' cannot be read");
	}

	@Test
	void aRunNamesTheProcessThatRunsAProjection() {
		Runner other = new Runner(UUID.randomUUID(), "4711@elsewhere", "group");
		this.store.tracking().register(TRICKS.id(), 0);
		this.store.leases().renew(other, Duration.ofMinutes(1), List.of());
		assertThat(this.store.leases().take(other, List.of(TRICKS.id()), 1)).hasSize(1);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> build(TRICKS, this.remote.log(), LogIdentity.random()).run())
			.withMessageContaining("'tricks'")
			.withMessageContaining("4711@elsewhere");
	}

	@Test
	void aRunFailsIfItCannotStoreThatTheLogIsAnotherOne() {
		bindToAnotherLog();
		this.outages.set(Integer.MAX_VALUE);
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> build(TRICKS, this.remote.log(), LogIdentity.random()).run())
			.havingCause()
			.isInstanceOf(DataAccessResourceFailureException.class)
			.satisfies((cause) -> assertThat(cause.getSuppressed()).singleElement()
				.isInstanceOf(LogIdentityException.class));
	}

	@Test
	void thatTheLogIsAnotherOneIsStoredWhenTheDatabaseIsBack() {
		bindToAnotherLog();
		teach();
		this.outages.set(3);
		build(TRICKS, this.remote.log(), LogIdentity.random()).start();
		await().atMost(SOON).until(() -> state().status() == ProjectionStatus.FAILED);
		assertThat(this.outages).hasNonPositiveValue();
		assertThat(state().failure()).isNotNull();
		assertThat(state().failure().cause()).contains("LogIdentityException", "'kennel'");
		assertThat(this.store.read("tricks")).isEmpty();
		assertThat(this.store.parkedEvents().count(TRICKS.id())).isZero();
	}

	/** It cannot be rebuilt, because it must not handle the earlier events. */
	@Test
	void aProjectionFromTheEndFollowsTheNewLogUnderAnotherName() {
		bindToAnotherLog();
		teach();
		ProjectionDefinition fromEnd = TRICKS.from(Start.END);
		build(fromEnd, this.remote.log(), LogIdentity.random()).start();
		await().atMost(SOON).until(() -> state().status() == ProjectionStatus.FAILED);
		assertThat(state().failure()).isNotNull();
		assertThat(state().failure().cause()).contains("give the new log another name");
		this.runner.close();
		build(fromEnd.follows("new-kennel"), this.remote.log(), LogIdentity.random()).start();
		await().atMost(SOON).until(() -> this.runner.projections().awaitAll(Duration.ZERO));
		teach();
		assertThat(this.runner.projections().await("tricks", 4, SOON)).isTrue();
		assertThat(this.store.read("tricks")).containsExactly(4L);
		assertThat(this.runner.projections().states()).extracting(ProjectionState::log)
			.containsExactly("kennel", "new-kennel");
	}

	private ProjectionState state() {
		return this.runner.projections().states().get(0);
	}

	/** A server that is not there. */
	private static final class Unreadable implements NotificationRecorder {

		@Override
		public List<Notification> selectNotifications(NotificationQuery query) {
			throw unreadable();
		}

		@Override
		public long maxNotificationId() {
			throw unreadable();
		}

		@Override
		public Registration onAppend(Runnable listener) {
			return () -> {
			};
		}

	}

}
