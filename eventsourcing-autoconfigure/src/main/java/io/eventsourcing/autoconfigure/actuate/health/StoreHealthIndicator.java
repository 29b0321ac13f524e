package io.eventsourcing.autoconfigure.actuate.health;

import io.eventsourcing.autoconfigure.support.StoreReads;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health of the store of events: whether its last notification id can be read. That
 * of the connection to the database is shown by Spring Boot.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

	private final StoreReads reads;

	StoreHealthIndicator(StoreReads reads) {
		super("The event store cannot be read");
		this.reads = reads;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up().withDetail("head", this.reads.head());
	}

}
