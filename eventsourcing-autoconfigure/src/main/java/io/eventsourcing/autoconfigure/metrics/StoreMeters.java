package io.eventsourcing.autoconfigure.metrics;

import io.eventsourcing.autoconfigure.support.Cached;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The gauges of the notification log. The beans are asked for when the gauges are read,
 * so that start-up needs no database if beans are initialized lazily.
 */
final class StoreMeters implements MeterBinder {

	private final Cached<Long> head;

	private final ObjectProvider<NotificationLog> log;

	StoreMeters(ObjectProvider<ApplicationRecorder> recorder, ObjectProvider<NotificationLog> log) {
		this.head = new Cached<>(() -> recorder.getObject().maxNotificationId());
		this.log = log;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("eventsourcing.log.head", this.head, Cached::get)
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
