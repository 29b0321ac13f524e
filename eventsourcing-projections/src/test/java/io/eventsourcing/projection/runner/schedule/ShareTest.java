package io.eventsourcing.projection.runner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.runner.schedule.Share.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many units a process owns. */
class ShareTest {

	private static final Duration LEASE = Duration.ofDays(1);

	private final Runner own = new Runner(UUID.randomUUID(), "own", "group");

	private final Runner other = new Runner(UUID.randomUUID(), "other", "group");

	private final Runner third = new Runner(UUID.randomUUID(), "third", "group");

	private final Share share = new Share();

	private static List<ConsumerId> units(int count) {
		return IntStream.range(0, count).mapToObj((i) -> ConsumerId.ofOwnLog("unit " + i)).toList();
	}

	/** Decides how many of ten units the process may own. */
	private Decision decide(int living, Runner... owners) {
		List<TrackedConsumer> rows = new ArrayList<>();
		for (int i = 0; i < owners.length; i++) {
			rows.add(new TrackedConsumer(new TrackedPosition(ConsumerId.ofOwnLog("unit " + i), 0, 0), 0, 1, true,
					ConsumerState.RUNNING, owners[i], true, Instant.EPOCH, null));
		}
		return this.share.decide(this.own.id(), units(10), rows, living, LEASE);
	}

	@Test
	void aProcessAloneOwnsEverything() {
		assertThat(decide(1)).isEqualTo(new Decision(10, false));
	}

	@Test
	void theShareIsRoundedUp() {
		assertThat(decide(3)).isEqualTo(new Decision(4, false));
	}

	@Test
	void whatIsBeyondTheShareIsReleased() {
		assertThat(decide(2, this.own, this.own, this.own, this.own, this.own, this.own).surplus()).isTrue();
		assertThat(decide(2, this.own, this.own, this.own, this.own, this.own).surplus()).isFalse();
	}

	@Test
	void theShareRoundedUpIsReleasedOnlyIfAnotherProcessHasLessThanItsOwn() {
		Runner[] own = { this.own, this.own, this.own, this.own };
		assertThat(decide(3, own).surplus()).isTrue();
		List<Runner> owners = new ArrayList<>(List.of(own));
		owners.addAll(List.of(this.other, this.other, this.other, this.third, this.third));
		assertThat(decide(3, owners.toArray(Runner[]::new)).surplus()).isTrue();
		owners.add(this.third);
		assertThat(decide(3, owners.toArray(Runner[]::new)).surplus()).isFalse();
	}

	/** Otherwise, it would be taken back before another process looks for it. */
	@Test
	void whatWasReleasedIsNotTakenWhileOthersLive() {
		List<ConsumerId> units = units(3);
		decide(2);
		this.share.released(units.get(1));
		assertThat(this.share.withoutRecent(units)).containsExactly(units.get(0), units.get(2));
		decide(1);
		assertThat(this.share.withoutRecent(units)).isEqualTo(units);
	}

}
