package io.eventsourcing.test.autoconfigure;

import io.eventsourcing.autoconfigure.JdbcRecorderBuilderCustomizer;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;

/** Allows the reset of an event store on a database. */
final class ResettableStore implements JdbcRecorderBuilderCustomizer {

	@Override
	public void customize(JdbcRecorderBuilder builder) {
		builder.resettable(true);
	}

}
