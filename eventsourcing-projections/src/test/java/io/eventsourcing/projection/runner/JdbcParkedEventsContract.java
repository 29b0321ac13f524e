package io.eventsourcing.projection.runner;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens to parked events if tables are missing, or are changed by hand. */
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

	/** Each event fails, until somebody creates the table. */
	@Test
	void aMissingTableParksNothing() {
		JdbcProjectionStore database = (JdbcProjectionStore) store();
		List<Long> expected = new ArrayList<>();
		for (String name : List.of("Fido", "Rex", "Buddy")) {
			expected.add(teach(new Dog(name), "sit"));
		}
		start(database.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				database.jdbc().update("insert into tricks_by_dog (id) values (?)", recording.notificationId());
			}

		}));
		awaitFailed();
		assertThat(store().tracking().find(ConsumerId.ofOwnLog(NAME))).get()
			.satisfies((consumer) -> assertThat(consumer.failure().cause())
				.contains("a table, a column or a privilege is missing")
				.containsIgnoringCase("tricks_by_dog"));
		assertThat(parked().of(NAME)).isEmpty();
		database.jdbc().execute("create table tricks_by_dog (id bigint primary key)");
		awaitHead();
		assertThat(database.jdbc().queryForList("select id from tricks_by_dog order by id", Long.class))
			.isEqualTo(expected);
	}

}
