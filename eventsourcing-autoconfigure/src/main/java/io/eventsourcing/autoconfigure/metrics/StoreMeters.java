package io.eventsourcing.autoconfigure.metrics;

import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.autoconfigure.support.StoreReads;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The gauges of the notification log. The beans are asked for when the gauges are read,
 * so that start-up needs no database if beans are initialized lazily.
 */
final class StoreMeters implements MeterBinder {

	private final StoreReads reads;

	private final ObjectProvider<NotificationLog> log;

	StoreMeters(StoreReads reads, ObjectProvider<NotificationLog> log) {
		this.reads = reads;
		this.log = log;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("eventsourcing.log.head", this.reads, StoreReads::head)
			.description("Notification id of the last event")
			.tag(StoreName.TAG, StoreName.DEFAULT)
			.register(registry);
		Gauge.builder("eventsourcing.subscriptions", this, StoreMeters::openSubscriptions)
			.description("Open subscriptions to the notification log")
			.baseUnit("subscriptions")
			.tag(StoreName.TAG, StoreName.DEFAULT)
			.register(registry);
	}

	/** Returns NaN if a log of the application does not count them. */
	private double openSubscriptions() {
		return (this.log.getObject() instanceof StoppableNotificationLog own) ? own.openSubscriptions() : Double.NaN;
	}

}
