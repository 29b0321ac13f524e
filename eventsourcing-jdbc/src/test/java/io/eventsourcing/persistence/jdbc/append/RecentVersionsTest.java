package io.eventsourcing.persistence.jdbc.append;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Append;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

class RecentVersionsTest {

	private final RecentVersions versions = new RecentVersions(true);

	private final UUID fido = UUID.randomUUID();

	@Test
	void onlyTheFirstEventFollowsWhatIsUnknown() {
		assertThat(this.versions.hasPredecessor(event(this.fido, 1))).isTrue();
		assertThat(this.versions.hasPredecessor(event(this.fido, 2))).isFalse();
	}

	@Test
	void onlyTheNextEventFollowsWhatIsKnown() {
		this.versions.add(Append.of(events(this.fido, 1, 3)));
		assertThat(this.versions.hasPredecessor(event(this.fido, 4))).isTrue();
		assertThat(this.versions.hasPredecessor(event(this.fido, 1))).isFalse();
		assertThat(this.versions.hasPredecessor(event(this.fido, 3))).isFalse();
		assertThat(this.versions.hasPredecessor(event(this.fido, 5))).isFalse();
	}

	@Test
	void theLastVersionOfEachAggregateIsKnown() {
		UUID rex = UUID.randomUUID();
		this.versions.add(Append.of(List.of(event(rex, 1), event(this.fido, 1), event(this.fido, 2))));
		assertThat(this.versions.hasPredecessor(event(rex, 2))).isTrue();
		assertThat(this.versions.hasPredecessor(event(this.fido, 3))).isTrue();
	}

	@Test
	void whatIsTrueForOneThreadOnlyIsNotRemembered() {
		RecentVersions forgetful = new RecentVersions(false);
		forgetful.add(this.fido, 7);
		forgetful.add(Append.of(events(this.fido, 8, 8)));
		assertThat(forgetful.hasPredecessor(event(this.fido, 8))).isFalse();
		assertThat(forgetful.hasPredecessor(event(this.fido, 9))).isFalse();
	}

	@Test
	void nothingIsKnownAfterClearing() {
		this.versions.add(this.fido, 7);
		this.versions.clear();
		assertThat(this.versions.hasPredecessor(event(this.fido, 8))).isFalse();
	}

	/** A busy store would compare versions again if they displaced each other. */
	@Test
	void manyAggregatesAreKnownAtOnce() {
		List<UUID> ids = new ArrayList<>();
		for (long i = 0; i < 1000; i++) {
			ids.add(new UUID(i * 0x9E3779B97F4A7C15L, i * 0xC2B2AE3D27D4EB4FL));
		}
		ids.forEach((id) -> this.versions.add(id, 1));
		assertThat(ids).allMatch((id) -> this.versions.hasPredecessor(event(id, 2)));
	}

	@Test
	void theOldestIsForgottenFirst() {
		List<UUID> sameSlots = new ArrayList<>();
		for (int i = 1; i <= 5; i++) {
			sameSlots.add(new UUID(0, (long) i << 32 | i));
		}
		sameSlots.forEach((id) -> this.versions.add(id, 1));
		assertThat(sameSlots.stream().map((id) -> this.versions.hasPredecessor(event(id, 2)))).containsExactly(false,
				true, true, true, true);
		this.versions.add(sameSlots.get(1), 2);
		assertThat(this.versions.hasPredecessor(event(sameSlots.get(1), 3))).isTrue();
		assertThat(this.versions.hasPredecessor(event(sameSlots.get(4), 2))).isTrue();
	}

}
