package io.eventsourcing.autoconfigure;

import io.eventsourcing.domain.AggregateDefinitionException;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;
import io.eventsourcing.domain.NotEnhancedException;
import io.eventsourcing.persistence.jdbc.schema.SchemaException;
import io.eventsourcing.persistence.jdbc.schema.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains what can go wrong with the event store at start-up. Comes before the analyzers
 * that would explain the causes of our exceptions, without knowing what they mean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class EventSourcingFailureAnalyzer extends AbstractFailureAnalyzer<EventSourcingException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, EventSourcingException cause) {
		if (cause instanceof EventSourcingSetupException setup) {
			return analysis(setup.problem() + ".", setup.fix(), cause);
		}
		if (cause instanceof SchemaException schema) {
			return analysis(schema.problem() + ".", schema.fix(), cause);
		}
		if (cause instanceof UnsupportedDatabaseException database) {
			return analysis("The event store does not run on " + database.product() + ".",
					"Use PostgreSQL or H2. If the application's own data is in another database, give the event store "
							+ "a second data source and qualify it with @EventSourcingDataSource.",
					cause);
		}
		if (cause instanceof NotEnhancedException notEnhanced) {
			return analysis(String.valueOf(cause.getMessage()).replace(notEnhanced.fixes(), "").strip(),
					notEnhanced.fixes(), cause);
		}
		if (cause instanceof AggregateDefinitionException definition) {
			return analysis(String.valueOf(cause.getMessage()), "Correct " + definition.className() + ".", cause);
		}
		if (cause instanceof HasFix hasFix) {
			return analysis(hasFix.problem(), hasFix.fix(), cause);
		}
		return null;
	}

	private static FailureAnalysis analysis(String description, @Nullable String action, Throwable cause) {
		return new FailureAnalysis(description, action, cause);
	}

}
