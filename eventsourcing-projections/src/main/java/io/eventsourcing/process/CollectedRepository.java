package io.eventsourcing.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Repository} that returns the aggregates that a policy has already collected,
 * with their pending events, instead of loading them again.
 *
 * @param repository loads the other aggregates
 * @param processing contains the collected aggregates
 */
record CollectedRepository(Repository repository, Processing processing) implements Repository {

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id) {
		A collected = this.processing.collected(type, id);
		return (collected != null) ? collected : this.repository.get(type, id);
	}

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id, long version) {
		return this.repository.get(type, id, version);
	}

	@Override
	public <A extends Aggregate> A get(Class<A> type, UUID id, Instant time) {
		return this.repository.get(type, id, time);
	}

	@Override
	public <A extends Aggregate> Optional<A> find(Class<A> type, UUID id) {
		A collected = this.processing.collected(type, id);
		return (collected != null) ? Optional.of(collected) : this.repository.find(type, id);
	}

	@Override
	public boolean exists(Class<? extends Aggregate> type, UUID id) {
		return this.processing.collected(type, id) != null || this.repository.exists(type, id);
	}

	@Override
	public List<DomainEvent> history(Class<? extends Aggregate> type, UUID id, EventRange range) {
		return this.repository.history(type, id, range);
	}

	@Override
	public List<Recording> save(EventSource... sources) {
		return this.repository.save(sources);
	}

	@Override
	public List<Recording> save(ConsumerProgress progress, EventSource... sources) {
		return this.repository.save(progress, sources);
	}

	@Override
	public <A extends Aggregate, R extends @Nullable Object> R changeAndReturn(Class<A> type, UUID id,
			Function<? super A, ? extends R> change) {
		return this.repository.changeAndReturn(type, id, change);
	}

}
