package io.eventsourcing.sample.dogschool;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A part of the application that can go down. */
class ChangingHealth implements HealthIndicator {

	private volatile boolean down;

	void goDown() {
		this.down = true;
	}

	@Override
	public Health health() {
		return this.down ? Health.down().build() : Health.up().build();
	}

}
