package io.eventsourcing.projection.runner.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.runner.consumer.BatchTransaction;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.ParkedAggregates;

/**
 * Carries out the requests for the parked events of a unit, each in a separate
 * transaction that requires the current position. Used by one thread at a time.
 */
public final class ParkedRetry {

	private static final Logger LOGGER = System.getLogger(ParkedRetry.class.getName());

	/** So that the other events of the unit do not wait for long. */
	private static final int MAX_EVENTS = 100;

	private final String projection;

	private final NotificationLog log;

	private final ParkedAggregates parked;

	private final BatchTransaction transaction;

	public ParkedRetry(String projection, NotificationLog log, ParkedAggregates parked, BatchTransaction transaction) {
		this.projection = projection;
		this.log = log;
		this.parked = parked;
		this.transaction = transaction;
	}

	/**
	 * Carries out up to {@value #MAX_EVENTS} requests. The others are carried out the
	 * next time.
	 * @param careful whether a process may have died while it did so. The request for an
	 * event is then withdrawn before the event is handled, so that only one more process
	 * can die from it.
	 * @return false if the stored position is not the expected one
	 * @throws RuntimeException if the database fails
	 */
	public boolean run(Turn turn, boolean careful) {
		TrackedPosition position = turn.stored();
		Set<UUID> failed = new HashSet<>();
		Set<UUID> left = new HashSet<>();
		int count = 0;
		for (ParkedEvent event : this.parked.requested()) {
			boolean discarded = event.request() == Request.DISCARD;
			if (!discarded && failed.contains(event.originatorId())) {
				continue;
			}
			if (count++ >= MAX_EVENTS) {
				if (!discarded && left.add(event.originatorId())) {
					this.parked.requestAgain(event.originatorId());
				}
			}
			else if (!(discarded ? discard(position, event) : retry(turn, event, failed, careful))) {
				return false;
			}
		}
		this.parked.load();
		return true;
	}

	private boolean discard(TrackedPosition position, ParkedEvent event) {
		boolean discarded = this.transaction.discard(position, event.notificationId());
		if (discarded) {
			LOGGER.log(Level.WARNING, "The projection ''{0}'' has discarded notification {1}", this.projection,
					Long.toString(event.notificationId()));
		}
		return discarded;
	}

	private boolean retry(Turn turn, ParkedEvent event, Set<UUID> failed, boolean careful) {
		if (careful) {
			this.parked.retryFailed(event, new EventSourcingException(
					"The process has died while it handled the event again, unless this was replaced by another cause"));
		}
		try {
			List<Notification> found = this.log.select(event.notificationId(), 1);
			if (found.isEmpty() || found.get(0).id() != event.notificationId()) {
				throw new IllegalStateException("The event is not in the log");
			}
			return this.transaction.retry(turn.stored(), found.get(0), turn::isReplay);
		}
		catch (RuntimeException ex) {
			if (Failures.isInfrastructure(ex) || ex instanceof LogIdentityException) {
				if (careful) {
					this.parked.requestAgain(event.originatorId());
				}
				throw ex;
			}
			this.parked.retryFailed(event, ex);
			failed.add(event.originatorId());
			LOGGER.log(Level.WARNING, "The projection '%s' failed again to handle the parked notification %d"
				.formatted(this.projection, event.notificationId()), ex);
			return true;
		}
	}

}
