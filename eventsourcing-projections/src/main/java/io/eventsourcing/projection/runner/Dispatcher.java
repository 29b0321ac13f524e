package io.eventsourcing.projection.runner;

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
import io.eventsourcing.persistence.recorder.Notification;
import org.jspecify.annotations.Nullable;

/**
 * Follows the end of the log for all units, and schedules those that handle the topics of
 * the new events. All others only note that they have passed the events: a hundred
 * projections cost no more queries and no more transactions than those that are
 * concerned.
 */
final class Dispatcher {

	private static final Logger LOGGER = System.getLogger(Dispatcher.class.getName());

	private static final Duration MAX_DELAY = Duration.ofSeconds(10);

	private final NotificationLog log;

	private final List<ConsumerUnit> units;

	private final UnitQueue queue;

	private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

	/** Whether events were followed since the last failure; used by one thread. */
	private boolean following;

	private final CountDownLatch stopped = new CountDownLatch(1);

	/**
	 * @param queue queues a unit for the worker threads
	 */
	Dispatcher(NotificationLog log, List<ConsumerUnit> units, UnitQueue queue) {
		this.log = log;
		this.units = units;
		this.queue = queue;
	}

	/** Runs until {@link #stop()} is called, in a thread of its own. */
	void run() {
		int failures = 0;
		while (!isStopped(Failures.delay(failures, MAX_DELAY), failures > 0)) {
			try {
				follow();
			}
			catch (RuntimeException | Error ex) {
				// an error must not end the thread, without which nothing is woken
				failures = this.following ? 1 : failures + 1;
				this.following = false;
				if (failures == 1 && this.stopped.getCount() > 0) {
					LOGGER.log(Level.WARNING, "Projections could not follow the log, and will try again", ex);
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
		try (Subscription events = this.log.subscribe(this.log.maxId())) {
			this.subscription.set(events);
			if (this.stopped.getCount() == 0) {
				return;
			}
			// what was appended before this subscription began has not been dispatched
			this.units.stream().filter(ConsumerUnit::schedule).forEach(this.queue::add);
			this.following = true;
			long after = events.position();
			List<Notification> page = events.nextPage();
			while (!page.isEmpty()) {
				dispatch(after, events.position(), page);
				after = events.position();
				page = events.nextPage();
			}
		}
		// closed by the stop, either of this dispatcher or of the log
	}

	private void dispatch(long after, long end, List<Notification> page) {
		Set<String> topics = page.stream().map(Notification::topic).collect(Collectors.toSet());
		for (ConsumerUnit unit : this.units) {
			if (unit.arrived(after, end, topics)) {
				this.queue.add(unit);
			}
		}
	}

	void stop() {
		this.stopped.countDown();
		Subscription open = this.subscription.get();
		if (open != null) {
			open.close();
		}
	}

}
