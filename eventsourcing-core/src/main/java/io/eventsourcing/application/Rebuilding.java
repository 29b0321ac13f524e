package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/** An aggregate that is being rebuilt, event by event. */
final class Rebuilding<A extends Aggregate> {

	private final Class<A> type;

	private @Nullable A aggregate;

	Rebuilding(Class<A> type) {
		this.type = type;
	}

	void apply(DomainEvent event) {
		if (this.aggregate != null) {
			event.mutate(this.aggregate);
			return;
		}
		if (!this.type.isAssignableFrom(event.type().aggregateType())) {
			throw new EventSourcingException("The aggregate %s is a %s, not a %s".formatted(event.originatorId(),
					event.type().aggregateType().getName(), this.type.getName()));
		}
		this.aggregate = event.mutate(null);
	}

	/** Returns the aggregate after the events so far, or null if there were none. */
	@Nullable A aggregate() {
		return this.aggregate;
	}

	long version() {
		return (this.aggregate != null) ? this.aggregate.version() : 0;
	}

}
