package io.eventsourcing.benchmarks;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.jdbc.JdbcBatch;

import org.springframework.jdbc.core.JdbcTemplate;

/** The handlers that are compared with the hand-written code of {@link ReadModel}. */
final class TrickHandlers {

	private TrickHandlers() {
	}

	/** Returns the handler that updates tables one by one. */
	static Object oneByOne(JdbcTemplate jdbc, int statements) {
		return (statements == 1) ? new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				jdbc.update(ReadModel.COUNT_TRICK, trick);
			}

		} : new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(@AggregateId UUID id, String trick) {
				jdbc.update(ReadModel.COUNT_TRICK, trick);
				jdbc.update(ReadModel.COUNT_TRICK_OF_DOG, id);
			}

		};
	}

	/** Returns the handler that updates tables through a batch writer. */
	static Object batched(JdbcBatch batch, int statements) {
		return (statements == 1) ? new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				batch.update(ReadModel.COUNT_TRICK, trick);
			}

		} : new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(@AggregateId UUID id, String trick) {
				batch.forKey(trick).update(ReadModel.COUNT_TRICK, trick);
				batch.forKey(id).update(ReadModel.COUNT_TRICK_OF_DOG, id);
			}

		};
	}

	/** Returns the handler that updates the table by one JDBC batch per transaction. */
	static Object list(JdbcTemplate jdbc) {
		return new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(List<DomainEvent> events) {
				jdbc.batchUpdate(ReadModel.COUNT_TRICK,
						events.stream().map((event) -> new Object[] { trick(event) }).toList());
			}

		};
	}

	private static String trick(DomainEvent event) {
		return String.valueOf(((EventArguments) event.payload()).get(0));
	}

	/** Returns a handler of events that are rare. */
	static Object ofRegistrations() {
		return new Object() {

			@EventHandler("Dog.Registered")
			void registered(String name) {
			}

		};
	}

}
