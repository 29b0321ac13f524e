package io.eventsourcing.projection.runner.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.Upstream;
import io.eventsourcing.projection.runner.unit.ConsumerUnit;
import io.eventsourcing.projection.runner.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Follows the head of a log for all its units, and schedules the units that handle the
 * topics of new events. All other units only advance past the events in memory, so
 * projections that handle none of the new events cause neither queries nor transactions.
 */
public final class Dispatcher {

	private static final Logger LOGGER = System.getLogger(Dispatcher.class.getName());

	private static final Duration MAX_DELAY = Duration.ofSeconds(10);

	private final Upstream upstream;

	private final Units units;

	private final UnitQueue queue;

	private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

	/** Whether events were followed since the last failure; used by one thread. */
	private boolean following;

	private final CountDownLatch stopped = new CountDownLatch(1);

	/**
	 * @param queue queues a unit for the worker threads
	 */
	public Dispatcher(Upstream upstream, Units units, UnitQueue queue) {
		this.upstream = upstream;
		this.units = units;
		this.queue = queue;
	}

	/** Runs in a separate thread until {@link #stop()} is called. */
	public void run() {
		int failures = 0;
		while (!isStopped(Failures.delay(failures, MAX_DELAY), failures > 0)) {
			try {
				follow();
			}
			catch (RuntimeException | Error ex) {
				// An error must not end the thread, without which no unit is woken
				failures = this.following ? 1 : failures + 1;
				this.following = false;
				if (ex instanceof LogIdentityException) {
					// The units record that they cannot continue
					scheduleAll();
				}
				if (failures == 1 && this.stopped.getCount() > 0) {
					LOGGER.log(Level.WARNING, "The projections could not follow the log '%s', and will retry"
						.formatted(this.upstream.name()), ex);
				}
			}
		}
	}

	private boolean isStopped(Duration delay, boolean wait) {
		try {
			return wait ? this.stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS) : this.stopped.getCount() == 0;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private void follow() {
		NotificationLog log = this.upstream.log();
		try (Subscription events = log.subscribe(log.maxId())) {
			this.subscription.set(events);
			if (this.stopped.getCount() == 0) {
				return;
			}
			// Events that were appended before this subscription began have not been
			// dispatched
			scheduleAll();
			this.following = true;
			long after = events.position();
			List<Notification> page = events.nextPage();
			while (!page.isEmpty()) {
				dispatch(after, events.position(), page);
				after = events.position();
				page = events.nextPage();
			}
		}
		// The subscription was closed, because this dispatcher or the log was stopped
	}

	private void scheduleAll() {
		this.units.of(this.upstream).stream().filter(ConsumerUnit::schedule).forEach(this.queue::add);
	}

	private void dispatch(long after, long end, List<Notification> page) {
		Set<String> topics = page.stream().map(Notification::topic).collect(Collectors.toSet());
		for (ConsumerUnit unit : this.units.of(this.upstream)) {
			if (unit.arrived(after, end, topics)) {
				this.queue.add(unit);
			}
		}
	}

	public void stop() {
		this.stopped.countDown();
		Subscription open = this.subscription.get();
		if (open != null) {
			open.close();
		}
	}

}
