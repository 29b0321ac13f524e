package io.eventsourcing.persistence.jdbc.catalog;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.catalog.EventTypeRecorder;
import io.eventsourcing.persistence.catalog.EventTypesStore;
import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.catalog.StoredEventTypes;
import io.eventsourcing.persistence.catalog.StoredEventTypesContract;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.eventsourcing.persistence.Events.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** How the types of stored events are learned from a database, and how people read it. */
abstract class JdbcStoredEventTypesContract extends StoredEventTypesContract {

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	/** Returns an expression for the next notification id. */
	abstract String nextId(String schema);

	@Override
	protected final EventTypesStore open() {
		return new JdbcStore(new TestStore(database()));
	}

	final TestStore testStore() {
		return ((JdbcStore) store()).store;
	}

	final String in(String sql) {
		return sql.replace("{schema}", '"' + testStore().schema() + '"');
	}

	final void save(StoredEvent event) {
		store().events().insertEvents(Append.of(List.of(event)));
	}

	@Test
	void theTypesOfAPartAreRolledBackTogetherWithItsPosition() {
		store().save("Dog", "Registered", 1);
		EventTypeRecorder recorder = store().types();
		TrackingRecorder tracking = store().tracking();
		assertThat(new StoredEventTypes(store().events(), recorder, tracking).catchUp(() -> false)).isTrue();
		store().save("Dog", "Renamed", 1);
		assertThatIllegalStateException().isThrownBy(() -> tracking.advance(position(tracking), 2, () -> {
			recorder.record(1, 2);
			throw new IllegalStateException("died");
		}));
		assertThat(recorder.select()).containsExactly(new RecordedEventType("Dog", "Registered", 1, 1));
		assertThat(position(tracking).notificationId()).isEqualTo(1);
	}

	@Test
	void aLargeStoreIsLearnedInSeveralTransactionsAndOnlyOnce() {
		testStore().fill(StoredEventTypes.CHUNK, "TrickAdded", 1);
		testStore().fill(StoredEventTypes.CHUNK + 10, "TrickAdded", 2);
		store().save("Cat", "Registered", 1);
		StoredEventTypes types = new StoredEventTypes(store().events(), store().types(), store().tracking());
		int[] parts = new int[1];
		assertThat(types.catchUp(() -> ++parts[0] > 10)).isTrue();
		assertThat(parts[0]).isEqualTo(3);
		StoredEventTypes afterRestart = new StoredEventTypes(store().events(), store().types(), store().tracking());
		assertThat(afterRestart.catchUp(() -> ++parts[0] > 10)).isTrue();
		assertThat(parts[0]).as("nothing is left to read").isEqualTo(3);
		assertThat(afterRestart.known()).containsExactly(
				new RecordedEventType("Cat", "Registered", 1, 2 * StoredEventTypes.CHUNK + 11),
				new RecordedEventType("Dog", "TrickAdded", 1, 1),
				new RecordedEventType("Dog", "TrickAdded", 2, StoredEventTypes.CHUNK + 1));
	}

	@Test
	void aLargeGapInTheIdsTakesNoTime() {
		store().save("Dog", "Registered", 1);
		testStore().jdbc().execute(in("alter sequence {schema}.notification_ids restart with 1000000000000"));
		store().save("Dog", "Renamed", 1);
		StoredEventTypes types = new StoredEventTypes(store().events(), store().types(), store().tracking());
		int[] parts = new int[1];
		assertThat(types.catchUp(() -> ++parts[0] > 10)).isTrue();
		assertThat(parts[0]).isEqualTo(2);
		assertThat(types.known()).extracting(RecordedEventType::firstNotificationId)
			.containsExactly(1L, 1_000_000_000_000L);
	}

	private static TrackedPosition position(TrackingRecorder tracking) {
		return tracking.find(ConsumerId.ofOwnLog(StoredEventTypes.CONSUMER)).orElseThrow().position();
	}

	final StoredEvent withPayload(String payload, String metadata) {
		StoredEvent event = event(UUID.randomUUID(), 1);
		return StoredEvent.builder(event.originatorId(), 1)
			.type("Dog", "TrickAdded")
			.timestamp(event.timestamp())
			.payload(payload.getBytes(UTF_8))
			.metadata(metadata)
			.build();
	}

	private final class JdbcStore implements EventTypesStore {

		private final TestStore store;

		private JdbcStore(TestStore store) {
			this.store = store;
		}

		@Override
		public ApplicationRecorder events() {
			return this.store.recorder();
		}

		@Override
		public EventTypeRecorder types() {
			return new JdbcEventTypeRecorder(this.store.dataSource(), this.store.schema());
		}

		@Override
		public TrackingRecorder tracking() {
			return new JdbcTrackingRecorder(this.store.dataSource(),
					new JdbcTransactionManager(this.store.dataSource()), this.store.schema(), Duration.ofMinutes(1));
		}

		@Override
		public void importEvent(String originatorType, String eventType, int version) {
			this.store.jdbc()
				.update("""
						insert into "%s".stored_events (notification_id, originator_version, event_time, originator_id,
						  event_version, originator_type, event_type, payload)
						values (%s, 1, current_timestamp, ?, ?, ?, ?, ?)
						""".formatted(this.store.schema(), nextId(this.store.schema())), UUID.randomUUID(), version,
						originatorType, eventType, new byte[] { '{', '}' });
		}

		@Override
		public void close() {
			this.store.close();
		}

	}

}
