package io.eventsourcing.autoconfigure.diagnostics;

import io.eventsourcing.autoconfigure.EventSourcingDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.FixableException;
import io.eventsourcing.persistence.jdbc.ThreadBoundDataSourceException;
import io.eventsourcing.persistence.jdbc.schema.SchemaException;
import io.eventsourcing.persistence.jdbc.schema.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains failures of the event store at start-up. Ordered before the analyzers that
 * would explain the causes of the library's exceptions, without knowing what they mean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class EventSourcingFailureAnalyzer extends AbstractFailureAnalyzer<EventSourcingException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, EventSourcingException cause) {
		if (cause instanceof SchemaException schema) {
			return new FailureAnalysis(schema.problem(), schema.fix() + property(schema), cause);
		}
		if (cause instanceof ThreadBoundDataSourceException threadBound) {
			return new FailureAnalysis(threadBound.problem(),
					threadBound.fix() + " The property for that is 'eventsourcing.jdbc.max-group-size=1'.", cause);
		}
		if (cause instanceof FixableException fixable) {
			return new FailureAnalysis(fixable.problem(), fixable.fix(), cause);
		}
		if (cause instanceof UnsupportedDatabaseException database) {
			return new FailureAnalysis("The event store does not run on " + database.product() + ".",
					"Use PostgreSQL or H2. If the application's own data is in another database, give the event store "
							+ "a second data source and qualify it with @EventSourcingDataSource.",
					cause);
		}
		return null;
	}

	/**
	 * Names the property that applies the fix, because the library itself does not know
	 * that it is configured by properties.
	 */
	private static String property(SchemaException failure) {
		return switch (failure.reason()) {
			case INCOMPLETE -> " The property for that is 'eventsourcing.schema.migrate=true'.";
			case MISSING_RIGHTS, LOCKED -> " The property for that is 'eventsourcing.schema.migrate=false'.";
			default -> "";
		};
	}

}
