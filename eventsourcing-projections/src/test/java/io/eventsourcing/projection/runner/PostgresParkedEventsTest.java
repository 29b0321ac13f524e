package io.eventsourcing.projection.runner;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresParkedEventsTest extends JdbcParkedEventsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

	/** The server rolls the transaction back, although it is asked to commit it. */
	@Test
	void aFailedStatementCannotBeCaught() {
		JdbcProjectionStore database = (JdbcProjectionStore) store();
		Dog fido = new Dog("Fido");
		long sit = teach(fido, "sit");
		long bite = teach(new Dog("Rex"), "bite");
		long beg = teach(fido, "beg");
		start(database.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick, Recording recording) {
				database.write(NAME, recording.notificationId());
				try {
					if (trick.equals("bite")) {
						database.jdbc().update("insert into unknown_table values (1)");
					}
				}
				catch (DataAccessException ex) {
					// What follows in the transaction has no effect
				}
			}

		}));
		awaitAll();
		assertThat(ids(parked().of(NAME))).containsExactly(bite);
		assertThat(parked().of(NAME).get(0).cause()).contains("its exception was caught");
		assertThat(database.read(NAME)).containsExactly(sit, beg);
	}

}
