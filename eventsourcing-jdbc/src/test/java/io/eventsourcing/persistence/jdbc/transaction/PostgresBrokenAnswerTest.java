package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.dogs.Dog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.testsupport.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/** A save that is stored, but whose answer the driver fails to read. */
class PostgresBrokenAnswerTest {

	private final AtomicReference<@Nullable Supplier<? extends Throwable>> failure = new AtomicReference<>();

	private HikariDataSource pool;

	private JdbcRecorder recorder;

	static Stream<Supplier<? extends Throwable>> failures() {
		return Stream.of(() -> new OutOfMemoryError("Part of the test"),
				() -> new PSQLException("Ran out of memory retrieving query results.", PSQLState.OUT_OF_MEMORY),
				() -> new PSQLException("Multiple ResultSets were returned by the query.", PSQLState.TOO_MANY_RESULTS),
				() -> new SQLException("No state"), () -> new IllegalStateException("An error of the driver"));
	}

	@BeforeEach
	void open() {
		HikariConfig config = new HikariConfig();
		config.setDataSource(PostgresServer.shared().createDatabase().dataSource());
		config.setMaximumPoolSize(1);
		this.pool = new HikariDataSource(config);
		EventSourcingSchema.named("eventsourcing").migrate(this.pool);
		this.recorder = JdbcRecorder.builder(new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				return watched(Connection.class, super.getConnection());
			}

		}).notifications(false).build();
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	/** Returns a proxy that, once the target has executed, throws the failure. */
	private <T> T watched(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					Object result = method.invoke(target, arguments);
					if (method.getName().startsWith("execute")) {
						Supplier<? extends Throwable> thrown = this.failure.getAndSet(null);
						if (thrown != null) {
							throw thrown.get();
						}
					}
					return (result instanceof PreparedStatement statement) ? watched(PreparedStatement.class, statement)
							: result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void itsOutcomeIsUnknownAndItsConnectionIsAborted(Supplier<? extends Throwable> thrown) {
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		int session = session();
		List<StoredEvent> events = events(UUID.randomUUID(), 1, 3);
		this.failure.set(thrown);
		assertThatExceptionOfType(SaveOutcomeUnknownException.class)
			.isThrownBy(() -> this.recorder.insertEvents(Append.of(events)));
		assertThat(session()).isNotEqualTo(session);
		assertThat(Events.areStored(this.recorder, events)).isTrue();
	}

	/**
	 * Each save has other metadata, and the events do not contain that of the lost one.
	 */
	@Test
	void anEventThatIsStoredWithMetadataIsFoundByItsSaver() {
		AtomicInteger saves = new AtomicInteger();
		EventStore store = EventStore.of(EventMapper.of(new Topics(), new JacksonTranscoder()), this.recorder,
				List.of((metadata) -> metadata.accept("save", Integer.toString(saves.incrementAndGet()))));
		store.put(new Dog("Rex").collectEvents());
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		this.failure.set(() -> new PSQLException("Connection lost", PSQLState.CONNECTION_FAILURE));
		try (Metadata.Scope scope = Metadata.with("user", "ann")) {
			assertThatExceptionOfType(SaveOutcomeUnknownException.class)
				.isThrownBy(() -> store.put(fido.pendingEvents()));
		}
		assertThat(store.contains(fido.pendingEvents())).isTrue();
		assertThat(store.get(fido.id())).hasSize(2)
			.allSatisfy((event) -> assertThat(event.metadata()).containsOnly(entry("save", "2"), entry("user", "ann")));
		fido.addTrick("beg");
		assertThat(store.contains(fido.pendingEvents())).as("with an event that was not saved").isFalse();
	}

	@Test
	void anErrorOfTheServerOrOfTheCallerLeavesTheConnectionInItsPool() {
		int session = session();
		List<StoredEvent> events = events(UUID.randomUUID(), 1, 3);
		this.recorder.insertEvents(Append.of(events));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.recorder.insertEvents(Append.of(events)));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.recorder.selectEvents(events.get(0).originatorId(), EventRange.all(), (event) -> {
				throw new UnsupportedOperationException("The reader's own exception");
			}));
		new JdbcTemplate(this.pool).execute("drop table eventsourcing.stored_events cascade");
		assertThatExceptionOfType(StoreNotWritableException.class)
			.isThrownBy(() -> this.recorder.insertEvents(Append.of(events)));
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(this.recorder::maxNotificationId);
		assertThat(session()).isEqualTo(session);
	}

	@Test
	void anExceptionOfTheConsumerLeavesTheConnectionInItsPool() {
		int session = session();
		List<StoredEvent> events = events(UUID.randomUUID(), 1, 3);
		this.recorder.insertEvents(Append.of(events));
		IllegalStateException failure = new IllegalStateException("The consumer has failed");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.recorder.selectEvents(events.get(0).originatorId(), EventRange.all(), (event) -> {
				throw failure;
			}))
			.isSameAs(failure);
		assertThat(session()).isEqualTo(session);
	}

	private int session() {
		return new JdbcTemplate(this.pool).queryForObject("select pg_backend_pid()", Integer.class);
	}

}
