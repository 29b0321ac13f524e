package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link ApplicationRecorder} promises. */
public abstract class RecorderContract {

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	/** The recorder under test, always the same one within a test, empty at its start. */
	protected abstract ApplicationRecorder recorder();

	/** All ways to save events that take part in the race. */
	protected List<WayToSave> waysToSave() {
		return List.of(WayToSave.plain());
	}

	/** How saves end in the race: all of this happens, and nothing else. */
	protected Set<String> outcomesOfTheRace() {
		return Set.of("stored", "RecordConflictException");
	}

	/** Makes the recorder empty again, so that a long test does not fill it. */
	protected abstract void empty();

	@Test
	void eventsComeBackAsTheyWere() {
		byte[] payload = new byte[300];
		new Random(1).nextBytes(payload);
		StoredEvent first = StoredEvent.builder(this.fido, 1)
			.type("Hund Ä 'x\"", "Größe.Geändert")
			.eventVersion(7)
			.timestamp(Instant.parse("1969-12-31T23:59:59.999999Z"))
			.payload(payload)
			.metadata("{\"user\":\"Łukasz 🐕\"}")
			.build();
		StoredEvent second = StoredEvent.builder(this.fido, 2)
			.type("Dog", "TrickAdded")
			.timestamp(Instant.parse("2026-01-01T00:00:00.000001999Z"))
			.payload(new byte[0])
			.build();
		recorder().insertEvents(Append.of(List.of(first)));
		recorder().insertEvents(Append.of(List.of(second, event(this.fido, 3))));
		assertThat(stream(recorder(), this.fido)).containsExactly(first, second, event(this.fido, 3));
		assertThat(log(recorder())).extracting(Notification::event).containsExactly(first, second, event(this.fido, 3));
	}

	@Test
	void manyEventsComeBackAsTheyWere() {
		List<StoredEvent> odd = new ArrayList<>();
		for (int version = 1; version <= 3; version++) {
			odd.add(StoredEvent.builder(this.fido, version)
				.type("Hund, {\"Ä\"}", "NULL")
				.eventVersion(version)
				.timestamp(Instant.parse("1999-12-31T23:59:59.000001Z"))
				.payload(new byte[] { 0, -1, '\\', '"' })
				.metadata((version == 2) ? null : "{\"a\":\"\\\\,}\"}")
				.build());
		}
		recorder().insertEvents(Append.of(odd));
		assertThat(stream(recorder(), this.fido)).isEqualTo(odd);
	}

	/**
	 * The driver of PostgreSQL prepares a statement when it is executed for the fifth
	 * time, and receives other formats from then on.
	 */
	@Test
	void eventsAreTheSameAtEachRead() {
		List<StoredEvent> stored = new ArrayList<>();
		for (String time : List.of("0001-01-01T00:00:00Z", "1582-10-04T23:59:59.999999Z", "1582-10-10T12:00:00Z",
				"1969-12-31T23:59:59.000001Z", "1999-12-31T23:59:59.999999Z", "2000-01-01T00:00:00Z",
				"2026-10-25T01:30:00.5Z", "9999-12-31T23:59:59.999999Z")) {
			addOfManyTypes(stored, Instant.parse(time));
		}
		long first = recorder().insertEvents(Append.of(stored));
		for (int read = 1; read <= 8; read++) {
			assertThat(stream(recorder(), this.fido)).isEqualTo(stored);
			EventRange forRebuilding = EventRange.all().withoutMetadata();
			assertThat(stream(recorder(), this.fido, forRebuilding)).isEqualTo(stored);
			assertThat(stream(recorder(), this.fido, forRebuilding.expecting("Dog"))).isEqualTo(stored);
			assertThat(stream(recorder(), this.fido, forRebuilding.expecting("Hound").after(3).limit(9)))
				.isEqualTo(stored.subList(3, 12));
			assertThat(recorder().selectNotifications(NotificationQuery.after(first - 1, stored.size())))
				.extracting(Notification::event)
				.isEqualTo(stored);
		}
	}

	private void addOfManyTypes(List<StoredEvent> events, Instant time) {
		for (int type = 0; type < 20; type++) {
			events.add(event(this.fido, events.size() + 1L).toBuilder()
				.type((type % 2 == 0) ? "Dog" : "Hound", "Trick" + type)
				.eventVersion(1 + type % 3)
				.timestamp(time)
				.build());
		}
	}

	@Test
	void theIdOfAStoredEventIsFound() {
		recorder().insertEvents(Append.of(events(this.rex, 1, 1)));
		long first = recorder().insertEvents(Append.of(events(this.fido, 1, 3)));
		assertThat(recorder().findNotificationId(new EventId(this.fido, 1))).hasValue(first);
		assertThat(recorder().findNotificationId(new EventId(this.fido, 3))).hasValue(first + 2);
		for (long missing : List.of(0L, 4L, Long.MAX_VALUE)) {
			assertThat(recorder().findNotificationId(new EventId(this.fido, missing))).isEmpty();
		}
		assertThat(recorder().findNotificationId(new EventId(UUID.randomUUID(), 1))).isEmpty();
	}

	@Test
	void eventsAreReadWithoutTheirMetadataOnRequest() {
		List<StoredEvent> stored = events(this.fido, 1, 3).stream()
			.map((event) -> event.toBuilder().eventVersion(4).metadata("{\"user\":\"ann\"}").build())
			.toList();
		List<StoredEvent> without = stored.stream().map((event) -> event.toBuilder().metadata(null).build()).toList();
		recorder().insertEvents(Append.of(stored));
		EventRange range = EventRange.all().withoutMetadata();
		assertThat(stream(recorder(), this.fido, range)).isEqualTo(without);
		assertThat(stream(recorder(), this.fido, range.after(1).limit(1))).containsExactly(without.get(1));
		assertThat(stream(recorder(), this.fido, range.upTo(2).latestFirst())).containsExactly(without.get(1),
				without.get(0));
		assertThat(stream(recorder(), this.fido)).isEqualTo(stored);
		assertThat(log(recorder())).extracting(Notification::event).isEqualTo(stored);
	}

	/** PostgreSQL cannot store them, so nobody should find that out in production. */
	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "a\uD83D", "\uDC15b", "\uD83D\uD83D\uDC15" })
	void textsThatNoDatabaseStoresAreRefusedByName(String text) {
		StoredEvent event = event(this.fido, 1);
		assertRefused(event.toBuilder().type(text, "TrickAdded").build(), "The originatorType of an event, version 1");
		assertRefused(event.toBuilder().type("Dog", text).build(), "The eventType of an event, version 1");
		assertRefused(event.toBuilder().metadata(text).build(), "The metadata of an event, version 1");
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.after(0, 1).topics(Set.of(text)))
			.withMessageContaining("topic");
		assertThat(log(recorder())).isEmpty();
	}

	private void assertRefused(StoredEvent event, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> recorder().insertEvents(Append.of(List.of(event))))
			.withMessageStartingWith(problem)
			.withMessageContaining(this.fido.toString())
			.withMessageContaining("nothing was saved");
	}

	@Test
	void idsRiseInTheOrderOfTheListWithoutAGap() {
		long first = recorder().insertEvents(Append.of(List.of(event(this.fido, 1))));
		long next = recorder().insertEvents(
				Append.of(List.of(event(this.rex, 1), event(this.fido, 2), event(this.rex, 2), event(this.fido, 3))));
		assertThat(first).isPositive();
		assertThat(next).isGreaterThan(first);
		assertThat(log(recorder())).containsExactly(new Notification(first, event(this.fido, 1)),
				new Notification(next, event(this.rex, 1)), new Notification(next + 1, event(this.fido, 2)),
				new Notification(next + 2, event(this.rex, 2)), new Notification(next + 3, event(this.fido, 3)));
		assertThat(recorder().maxNotificationId()).isEqualTo(next + 3);
	}

	@Test
	void anEmptyRecorderHasNothing() {
		assertThat(recorder().maxNotificationId()).isZero();
		assertThat(log(recorder())).isEmpty();
		assertThat(stream(recorder(), this.fido)).isEmpty();
	}

	@Test
	void nothingCannotBeInserted() {
		assertThatIllegalArgumentException().isThrownBy(() -> recorder().insertEvents(Append.of(List.of())))
			.withMessage("An append needs at least one event");
	}

	@Test
	void rangesSelectPartsOfAStream() {
		recorder().insertEvents(Append.of(events(this.fido, 1, 9)));
		recorder().insertEvents(Append.of(events(this.rex, 1, 2)));
		EventRange all = EventRange.all();
		assertThat(versions(all)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
		assertThat(versions(all.after(7))).containsExactly(8L, 9L);
		assertThat(versions(all.upTo(2))).containsExactly(1L, 2L);
		assertThat(versions(all.after(3).upTo(5))).containsExactly(4L, 5L);
		assertThat(versions(all.limit(2))).containsExactly(1L, 2L);
		assertThat(versions(all.limit(2).after(3))).containsExactly(4L, 5L);
		assertThat(versions(all.latestFirst().limit(3))).containsExactly(9L, 8L, 7L);
		assertThat(versions(all.latestFirst().upTo(3))).containsExactly(3L, 2L, 1L);
		assertThat(versions(all.latestFirst().after(7))).containsExactly(9L, 8L);
		assertThat(versions(all.after(9))).isEmpty();
		assertThat(versions(all.after(5).upTo(5))).isEmpty();
		assertThat(versions(all.upTo(0))).isEmpty();
	}

	private List<Long> versions(EventRange range) {
		return stream(recorder(), this.fido, range).stream().map(StoredEvent::originatorVersion).toList();
	}

	@Test
	void pagesSelectPartsOfTheLog() {
		long first = recorder().insertEvents(Append.of(events(this.fido, 1, 5)));
		assertThat(positions(first, NotificationQuery.after(0, 2))).containsExactly(0L, 1L);
		assertThat(positions(first, NotificationQuery.after(first + 1, 2))).containsExactly(2L, 3L);
		assertThat(positions(first, NotificationQuery.after(first + 3, 2))).containsExactly(4L);
		assertThat(positions(first, NotificationQuery.after(first + 4, 2))).isEmpty();
		assertThat(positions(first, NotificationQuery.after(0, 9).upTo(first + 1))).containsExactly(0L, 1L);
		assertThat(positions(first, NotificationQuery.after(first, 9).upTo(first))).isEmpty();
	}

	@Test
	void pagesSelectTopics() {
		long first = recorder().insertEvents(Append.of(List.of(event(this.fido, 1, "Registered"),
				event(this.fido, 2, "Sat"), event(this.rex, 1, "Registered"), event(this.rex, 2, "Lay.Down"))));
		NotificationQuery all = NotificationQuery.after(0, 9);
		assertThat(positions(first, all.topics(Set.of("Dog.Registered")))).containsExactly(0L, 2L);
		assertThat(positions(first, all.topics(Set.of("Dog.Sat", "Dog.Lay.Down")))).containsExactly(1L, 3L);
		assertThat(positions(first, all.topics(Set.of("Cat.Registered")))).isEmpty();
		assertThat(positions(first, NotificationQuery.after(first, 1).topics(Set.of("Dog.Registered"))))
			.containsExactly(2L);
	}

	private List<Long> positions(long first, NotificationQuery query) {
		return recorder().selectNotifications(query).stream().map((each) -> each.id() - first).toList();
	}

	@Test
	void aStoredVersionIsAConflict() {
		recorder().insertEvents(Append.of(events(this.fido, 1, 3)));
		long max = recorder().maxNotificationId();
		assertConflict(this.fido, 1, events(this.fido, 1, 1));
		assertConflict(this.fido, 2, events(this.fido, 2, 2));
		assertConflict(this.fido, 3, events(this.fido, 3, 4));
		assertConflict(this.fido, 1, events(this.fido, 1, 5));
		assertConflict(this.fido, 3, List.of(event(this.rex, 1), event(this.rex, 2), event(this.fido, 3)));
		assertThat(recorder().maxNotificationId()).isEqualTo(max);
		assertThat(stream(recorder(), this.rex)).isEmpty();
		assertThat(recorder().insertEvents(Append.of(List.of(event(this.rex, 1), event(this.fido, 4)))))
			.isGreaterThan(max);
	}

	@Test
	void aVersionTwiceInOneListIsRefused() {
		assertRefused(List.of(event(this.fido, 1), event(this.fido, 1)));
		assertRefused(List.of(event(this.fido, 1), event(this.fido, 2), event(this.fido, 1)));
		assertRefused(List.of(event(this.fido, 1), event(this.rex, 1), event(this.fido, 2), event(this.fido, 2)));
		assertThat(log(recorder())).isEmpty();
	}

	private void assertRefused(List<StoredEvent> events) {
		assertThatIllegalArgumentException().isThrownBy(() -> recorder().insertEvents(Append.of(events)))
			.withMessageContaining("Two objects of the aggregate %s", this.fido);
	}

	@Test
	void aVersionThatDoesNotFollowIsRefused() {
		recorder().insertEvents(Append.of(events(this.fido, 1, 3)));
		assertGap(this.fido, 3, 5, events(this.fido, 5, 5));
		assertGap(this.fido, 3, 7, events(this.fido, 7, 9));
		assertGap(this.rex, 0, 2, events(this.rex, 2, 2));
		assertGap(this.rex, 0, 2, List.of(event(this.fido, 4), event(this.rex, 2)));
		assertGap(this.rex, 1, 3, List.of(event(this.fido, 4), event(this.rex, 1), event(this.rex, 3)));
		assertThat(log(recorder())).hasSize(3);
	}

	protected final void assertConflict(UUID id, long version, List<StoredEvent> events) {
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(events)))
			.satisfies((ex) -> {
				assertThat(ex.originatorId()).isEqualTo(id);
				assertThat(ex.originatorVersion()).isEqualTo(version);
				assertThat(ex).isExactlyInstanceOf(
						(version == 1) ? AggregateExistsException.class : RecordConflictException.class);
			});
	}

	protected final void assertGap(UUID id, long stored, long given, List<StoredEvent> events) {
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(events)))
			.satisfies((ex) -> {
				assertThat(ex.originatorId()).isEqualTo(id);
				assertThat(ex.storedVersion()).isEqualTo(stored);
				assertThat(ex.givenVersion()).isEqualTo(given);
			})
			.withMessageContaining(id.toString());
	}

	@Test
	void aThousandEventsFitIntoOneSave() {
		List<StoredEvent> many = new ArrayList<>();
		for (int dog = 0; dog < 100; dog++) {
			many.addAll(events(UUID.randomUUID(), 1, 10));
		}
		recorder().insertEvents(Append.of(many));
		assertThat(log(recorder())).extracting(Notification::event).isEqualTo(many);
	}

	@Test
	void anEventMayHaveTenMegabytes() {
		byte[] payload = new byte[10_000_000];
		new Random(1).nextBytes(payload);
		StoredEvent big = StoredEvent.builder(this.fido, 1)
			.type("Dog", "Grown")
			.timestamp(Instant.EPOCH)
			.payload(payload)
			.build();
		recorder().insertEvents(Append.of(List.of(big)));
		recorder().insertEvents(Append.of(List.of(StoredEvent.builder(this.rex, 1)
			.type("Dog", "Grown")
			.timestamp(Instant.EPOCH)
			.payload(payload)
			.metadata("x".repeat(3_000_000))
			.build(), event(this.fido, 2))));
		assertThat(stream(recorder(), this.fido)).containsExactly(big, event(this.fido, 2));
		assertThat(stream(recorder(), this.rex).get(0).metadata()).hasSize(3_000_000);
	}

	@Test
	void listenersAreCalledWhenEventsAreVisible() {
		Set<Long> seen = ConcurrentHashMap.newKeySet();
		try (Registration registration = recorder().onAppend(() -> seen.add(recorder().maxNotificationId()))) {
			long first = recorder().insertEvents(Append.of(events(this.fido, 1, 2)));
			assertThat(seen).contains(first + 1);
			registration.close();
		}
		long later = recorder().insertEvents(Append.of(events(this.fido, 3, 3)));
		assertThat(seen).doesNotContain(later);
	}

	@Test
	void aListenerMayBeAddedTwiceAndMayFail() {
		Logger.getLogger(AppendListeners.class.getName()).setLevel(Level.OFF);
		AtomicInteger calls = new AtomicInteger();
		Runnable listener = () -> {
			if (calls.incrementAndGet() > 1) {
				throw new AssertionError("Part of the test");
			}
			throw new IllegalStateException("Part of the test");
		};
		Registration first = recorder().onAppend(listener);
		Registration second = recorder().onAppend(listener);
		first.close();
		first.close();
		recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
		recorder().insertEvents(Append.of(events(this.fido, 2, 2)));
		assertThat(calls).hasValueGreaterThan(1);
		second.close();
		calls.set(0);
		recorder().insertEvents(Append.of(events(this.fido, 3, 3)));
		assertThat(calls).hasValue(0);
	}

	@Test
	void ofManyThatSaveTheSameVersionOneWins() throws Exception {
		for (int version = 1; version <= 20; version++) {
			StoredEvent event = event(this.fido, version);
			List<Object> outcomes = Concurrently.call(8, () -> recorder().insertEvents(Append.of(List.of(event))));
			assertThat(outcomes).filteredOn(Long.class::isInstance).hasSize(1);
			assertThat(outcomes).filteredOn(RecordConflictException.class::isInstance).hasSize(7);
		}
		assertThat(stream(recorder(), this.fido)).isEqualTo(events(this.fido, 1, 20));
	}

	@Test
	void readersMissNothingWhileWritersRace() throws Exception {
		LogRace race = new LogRace();
		while (!race.isOver(outcomesOfTheRace())) {
			race.round(recorder(), waysToSave());
			empty();
		}
		race.report(getClass().getSimpleName());
		assertThat(race.outcomes()).containsOnlyKeys(outcomesOfTheRace());
	}

}
