package io.eventsourcing.projection.runner;

import java.util.List;

import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to parked events if somebody changes the tables by hand. */
abstract class JdbcParkedEventsContract extends ParkedEventsContract {

	/** The maximum is reached, but reading the parked events again adds none. */
	@Test
	void aPositionThatWasSetBackDoesNotParkAnEventTwice() {
		Dog fido = new Dog("Fido");
		Dog rex = new Dog("Rex");
		refuse("bite");
		long before = teach(fido, "fetch");
		long bite = teach(fido, "bite");
		long sit = teach(fido, "sit");
		long other = teach(rex, "sit");
		ProjectionOptions options = ProjectionOptions.DEFAULTS.maxParked(3);
		start(options);
		awaitAll();
		List<ParkedEvent> parked = parked().of(NAME);
		stop();
		((JdbcProjectionStore) store()).jdbc().update("update \"eventsourcing\".tracking set notification_id = 0");
		start(options);
		awaitAll();
		assertThat(ids(parked)).containsExactly(bite, sit);
		assertThat(parked().of(NAME)).containsAll(parked);
		assertThat(ids(parked().of(NAME))).containsExactly(before, bite, sit);
		assertThat(store().read(NAME)).containsExactly(before, other, other);
	}

}
