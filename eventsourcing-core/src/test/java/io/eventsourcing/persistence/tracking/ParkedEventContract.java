package io.eventsourcing.persistence.tracking;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/** What every {@link ParkedEventRecorder} promises. */
public abstract class ParkedEventContract {

	protected static final ConsumerId TRICKS = ConsumerId.ofOwnLog("tricks");

	/** Consumers that differ in the name, the version, the log or the partition. */
	private static final List<ConsumerId> OTHERS = List.of(new ConsumerId("tricks", 1, "kennel", 0),
			ConsumerId.ofOwnLog("cards"), new ConsumerId("tricks", 2, ConsumerId.OWN_LOG, 0), TRICKS.partition(1));

	private static final UUID FIDO = UUID.randomUUID();

	private static final UUID REX = UUID.randomUUID();

	private TrackingStore store;

	private ParkedEventRecorder recorder;

	private ParkedEventRecorder other;

	/** Opens an empty store. */
	protected abstract TrackingStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.recorder = this.store.parked();
		this.other = this.store.parked();
		this.store.tracking().register(TRICKS, 2, 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	protected final TrackingStore store() {
		return this.store;
	}

	/** Performs work in the transaction of a position. */
	protected final void advance(ConsumerId consumer, Runnable work) {
		TrackingRecorder tracking = this.store.tracking();
		tracking.register(consumer, 2, 0);
		TrackedPosition at = tracking.find(consumer).orElseThrow().position();
		assertThat(tracking.advance(at, at.notificationId() + 1, work)).isTrue();
	}

	protected static NewParkedEvent failed(long id, UUID aggregate) {
		return new NewParkedEvent(id, "Dog.TrickAdded", aggregate, 3, "broken");
	}

	protected static NewParkedEvent waiting(long id, UUID aggregate) {
		return new NewParkedEvent(id, "Dog.TrickForgotten", aggregate, 0, null);
	}

	protected final void park(ConsumerId consumer, NewParkedEvent... events) {
		advance(consumer, () -> this.recorder.park(consumer, List.of(events)));
	}

	/** Parks two events of Fido and one of Rex, with ids that others use as well. */
	private void parkThree() {
		NewParkedEvent[] events = { waiting(11, FIDO), failed(5, FIDO), failed(7, REX) };
		park(TRICKS, events);
		OTHERS.forEach((consumer) -> park(consumer, events));
	}

	/** Requires that nothing was requested for the others of {@link #parkThree()}. */
	private void assertThatOthersAreUnchanged() {
		assertThat(OTHERS).allSatisfy((consumer) -> {
			assertThat(this.other.find(consumer)).hasSize(3)
				.allSatisfy((event) -> assertThat(event.request()).isNull())
				.allSatisfy((event) -> assertThat(event.version()).isEqualTo(consumer.version()))
				.extracting(ParkedEvent::attempts)
				.containsExactly(3, 3, 0);
			assertThat(this.other.findRequested(consumer)).isEmpty();
		});
	}

	private ParkedEvent find(long id) {
		return this.other.find(TRICKS).stream().filter((each) -> each.notificationId() == id).findFirst().orElseThrow();
	}

	private List<Request> requests() {
		return this.other.find(TRICKS).stream().map(ParkedEvent::request).toList();
	}

	@Test
	void parkedEventsAreFoundInTheOrderOfTheirIds() {
		parkThree();
		assertThat(this.other.find(TRICKS))
			.extracting(ParkedEvent::notificationId, ParkedEvent::topic, ParkedEvent::originatorId,
					ParkedEvent::attempts, ParkedEvent::cause)
			.containsExactly(tuple(5L, "Dog.TrickAdded", FIDO, 3, "broken"),
					tuple(7L, "Dog.TrickAdded", REX, 3, "broken"), tuple(11L, "Dog.TrickForgotten", FIDO, 0, null));
		assertThat(this.other.find(TRICKS)).allSatisfy((event) -> {
			assertThat(event.version()).isOne();
			assertThat(event.parkedAt()).isNotNull();
			assertThat(event.attemptedAt()).isNull();
			assertThat(event.request()).isNull();
		});
		assertThat(this.other.findRequested(TRICKS)).isEmpty();
		assertThat(this.other.requested()).isEmpty();
	}

	@Test
	void eachConsumerHasItsOwnEvents() {
		parkThree();
		park(TRICKS, waiting(12, REX), waiting(13, FIDO));
		assertThat(this.other.count(TRICKS)).isEqualTo(5);
		assertThat(this.other.aggregates(TRICKS)).containsExactlyInAnyOrder(FIDO, REX);
		ConsumerId unknown = ConsumerId.ofOwnLog("unknown");
		assertThat(this.other.count(unknown)).isZero();
		assertThat(this.other.aggregates(unknown)).isEmpty();
		assertThat(this.other.find(unknown)).isEmpty();
		assertThatOthersAreUnchanged();
	}

	@Test
	void manyEventsAreParkedAtOnce() {
		NewParkedEvent[] events = new NewParkedEvent[2500];
		for (int i = 0; i < events.length; i++) {
			events[i] = waiting(i + 1, FIDO);
		}
		park(TRICKS, events);
		assertThat(this.other.count(TRICKS)).isEqualTo(2500);
		park(OTHERS.get(0));
		assertThat(this.other.count(OTHERS.get(0))).isZero();
	}

	@Test
	void workThatFailsParksAndRemovesNothing() {
		parkThree();
		assertThatIllegalStateException().isThrownBy(() -> advance(TRICKS, () -> {
			this.recorder.park(TRICKS, List.of(failed(12, REX)));
			this.recorder.remove(TRICKS, 5);
			throw new IllegalStateException();
		}));
		assertThat(this.other.find(TRICKS)).extracting(ParkedEvent::notificationId).containsExactly(5L, 7L, 11L);
		park(TRICKS, failed(12, REX));
		assertThat(this.other.count(TRICKS)).isEqualTo(4);
	}

	@Test
	void othersSeeChangesAfterTheCommitOnly() {
		parkThree();
		advance(TRICKS, () -> {
			this.recorder.park(TRICKS, List.of(failed(12, REX), waiting(13, REX)));
			this.recorder.remove(TRICKS, 5);
			assertThat(Concurrently.elsewhere(() -> this.other.count(TRICKS))).isEqualTo(3);
		});
		assertThat(this.other.count(TRICKS)).isEqualTo(4);
	}

	/** The position was set back, so the consumer reads the event again. */
	@Test
	void anEventThatIsParkedAgainStaysAsItIs() {
		parkThree();
		this.other.requestRetry(TRICKS, FIDO);
		List<ParkedEvent> before = this.other.find(TRICKS);
		park(TRICKS, waiting(3, FIDO), waiting(5, FIDO), failed(11, FIDO), waiting(12, FIDO));
		assertThat(this.other.find(TRICKS)).extracting(ParkedEvent::notificationId)
			.containsExactly(3L, 5L, 7L, 11L, 12L);
		assertThat(this.other.find(TRICKS)).containsAll(before);
		assertThatOthersAreUnchanged();
	}

	@Test
	void oneEventOfOneConsumerIsRemoved() {
		parkThree();
		advance(TRICKS, () -> {
			this.recorder.remove(TRICKS, 5);
			this.recorder.remove(TRICKS, 99);
		});
		assertThat(this.other.find(TRICKS)).extracting(ParkedEvent::notificationId).containsExactly(7L, 11L);
		assertThatOthersAreUnchanged();
	}

	@Test
	void allEventsAreRequestedToBeRetried() {
		parkThree();
		assertThat(this.other.requestRetry(TRICKS, null)).isEqualTo(3);
		assertThat(this.recorder.requested()).containsExactly(TRICKS);
		assertThat(this.recorder.findRequested(TRICKS)).isEqualTo(this.recorder.find(TRICKS));
		assertThat(requests()).containsExactly(Request.RETRY, Request.RETRY, Request.RETRY);
		assertThat(this.other.requestRetry(ConsumerId.ofOwnLog("unknown"), null)).isZero();
		assertThatOthersAreUnchanged();
	}

	@Test
	void theEventsOfOneAggregateAreRequestedToBeRetried() {
		parkThree();
		assertThat(this.other.requestRetry(TRICKS, FIDO)).isEqualTo(2);
		assertThat(this.recorder.findRequested(TRICKS)).extracting(ParkedEvent::notificationId)
			.containsExactly(5L, 11L);
		assertThat(this.other.requestRetry(TRICKS, UUID.randomUUID())).isZero();
		assertThat(requests()).containsExactly(Request.RETRY, null, Request.RETRY);
		assertThatOthersAreUnchanged();
	}

	@Test
	void oneEventIsRequestedToBeDiscarded() {
		parkThree();
		assertThat(this.other.requestDiscard(TRICKS, 5)).isTrue();
		assertThat(this.other.requestDiscard(TRICKS, 6)).isFalse();
		assertThat(this.recorder.requested()).isEqualTo(Set.of(TRICKS));
		assertThat(requests()).containsExactly(Request.DISCARD, null, null);
		assertThatOthersAreUnchanged();
	}

	/**
	 * Discarding an event and retrying those behind it: the owner may see both at once.
	 */
	@Test
	void anEventThatIsToBeDiscardedIsNotRetried() {
		parkThree();
		this.recorder.requestRetry(TRICKS, null);
		this.recorder.requestDiscard(TRICKS, 5);
		assertThat(this.other.requestRetry(TRICKS, FIDO)).isOne();
		assertThat(this.other.requestRetry(TRICKS, null)).isEqualTo(2);
		assertThat(requests()).containsExactly(Request.DISCARD, Request.RETRY, Request.RETRY);
	}

	@Test
	void aFailedRetryEndsTheRetriesOfItsAggregate() {
		parkThree();
		park(TRICKS, waiting(12, FIDO));
		this.recorder.requestRetry(TRICKS, null);
		this.recorder.requestDiscard(TRICKS, 12);
		this.recorder.retryFailed(TRICKS, 5, 4, "still broken");
		assertThat(requests()).containsExactly(null, Request.RETRY, null, Request.DISCARD);
		assertThat(find(5).attempts()).isEqualTo(4);
		assertThat(find(5).cause()).isEqualTo("still broken");
		assertThat(find(5).attemptedAt()).isAfterOrEqualTo(find(5).parkedAt());
		assertThat(find(11)).satisfies((event) -> {
			assertThat(event.attempts()).isZero();
			assertThat(event.attemptedAt()).isNull();
			assertThat(event.cause()).isNull();
		});
		this.recorder.retryFailed(TRICKS, 11, 1, "now this one");
		assertThat(find(11).attempts()).isOne();
		assertThatOthersAreUnchanged();
	}

	@Test
	void aFailedRetryKeepsTheRequestToDiscardTheEvent() {
		parkThree();
		this.recorder.requestRetry(TRICKS, FIDO);
		this.other.requestDiscard(TRICKS, 5);
		this.recorder.retryFailed(TRICKS, 5, 4, "still broken");
		this.recorder.retryFailed(TRICKS, 5, 4, "another cause");
		assertThat(requests()).containsExactly(Request.DISCARD, null, null);
		assertThat(find(5).cause()).isEqualTo("another cause");
		assertThat(find(5).attempts()).isEqualTo(4);
	}

	@Test
	void aFailedRetryOfAnEventThatIsNotParkedHasNoEffect() {
		parkThree();
		this.recorder.requestRetry(TRICKS, null);
		List<ParkedEvent> before = this.other.find(TRICKS);
		this.recorder.retryFailed(TRICKS, 6, 4, "unknown");
		assertThat(this.other.find(TRICKS)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "NUL \0.", "half \ud83d.", "end \udc36" })
	void everyCauseCanBeStored(String odd) {
		park(TRICKS, new NewParkedEvent(1, "Dog.TrickAdded", FIDO, 3, odd), failed(2, FIDO));
		this.recorder.retryFailed(TRICKS, 2, 4, odd);
		assertThat(this.other.find(TRICKS)).hasSize(2)
			.allSatisfy((event) -> assertThat(event.cause()).isEqualTo(ConsumerFailure.storable(odd))
				.startsWith(odd.substring(0, 4)));
	}

	@Test
	void longCausesAreTruncated() {
		park(TRICKS, new NewParkedEvent(1, "Dog.TrickAdded", FIDO, 3, "x".repeat(9000)), failed(2, FIDO));
		this.recorder.retryFailed(TRICKS, 2, 4, "x".repeat(9000));
		assertThat(this.other.find(TRICKS)).extracting(ParkedEvent::cause)
			.containsExactly("x".repeat(8000), "x".repeat(8000));
	}

}
