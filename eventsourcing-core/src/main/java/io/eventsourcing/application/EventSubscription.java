package io.eventsourcing.application;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Notification;
import org.jspecify.annotations.Nullable;

/**
 * Follows the domain events of the log: an iterator that waits for the next event until
 * the subscription is closed.
 * <p>
 * Only one thread may read a subscription; any thread may close it, which ends the
 * iteration at once. When the application shuts down, its subscriptions are closed.
 * Events are decoded by the thread that reads, when they are returned.
 * <p>
 * If an event cannot be decoded, {@link #hasNext()} or {@link #next()} throws an
 * {@link EventDecodingException}. They may be called again: reading then continues after
 * that event. After any other exception, no event is lost.
 */
public final class EventSubscription implements Iterator<Recording>, Iterable<Recording>, AutoCloseable {

	private static final long NONE = -1;

	private final Subscription notifications;

	private final EventMapper mapper;

	private final Predicate<DomainEvent> selected;

	/**
	 * The last notification, until it has been decoded or has failed with an exception.
	 */
	private @Nullable Notification undecoded;

	/** The events of the last notification that have not been returned yet. */
	private final Queue<Recording> decoded = new ArrayDeque<>(1);

	/**
	 * The position before the last notification, until all of its events have been
	 * returned; if it could not be decoded, until the next read.
	 */
	private long before = NONE;

	/**
	 * Whether {@code hasNext()} has returned true for an event; {@code next()} then
	 * returns it even after {@code close()}.
	 */
	private boolean promised;

	private volatile boolean closed;

	/**
	 * @param selected returns whether an event is returned, which is not certain if it is
	 * the result of upcasting
	 */
	EventSubscription(Subscription notifications, EventMapper mapper, Predicate<DomainEvent> selected) {
		this.notifications = notifications;
		this.mapper = mapper;
		this.selected = selected;
	}

	/**
	 * Waits until an event is available.
	 * @return false if the subscription has been closed, for example because the
	 * application is shutting down, or if it has passed the last id of its query
	 * @throws EventDecodingException if the next event cannot be decoded
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 * while it waits
	 */
	@Override
	public boolean hasNext() {
		while (!this.closed) {
			if (!this.decoded.isEmpty()) {
				this.promised = true;
				return true;
			}
			if (this.undecoded == null && !readNext()) {
				return false;
			}
			decode();
		}
		return false;
	}

	/** Reads the next notification; returns false if there is none. */
	private boolean readNext() {
		this.before = NONE;
		if (!this.notifications.hasNext()) {
			return false;
		}
		this.before = this.notifications.position();
		this.undecoded = this.notifications.next();
		return true;
	}

	/**
	 * Returns the next event, waiting for it if necessary.
	 * @throws java.util.NoSuchElementException if {@link #hasNext()} returns false
	 * @throws EventDecodingException if the event cannot be decoded
	 */
	@Override
	public Recording next() {
		if (!this.promised && !hasNext()) {
			throw new NoSuchElementException("The subscription has ended after notification " + position());
		}
		this.promised = false;
		Recording recording = this.decoded.remove();
		if (this.decoded.isEmpty()) {
			this.before = NONE;
		}
		return recording;
	}

	/** After an error, such as that of a static initialiser, it can be called again. */
	private void decode() {
		Notification notification = Objects.requireNonNull(this.undecoded);
		try {
			this.mapper.toDomainEvents(notification.event(), (event) -> add(event, notification.id()));
			this.undecoded = null;
		}
		catch (RuntimeException ex) {
			this.undecoded = null;
			throw new EventDecodingException(notification, ex);
		}
	}

	private void add(DomainEvent event, long notificationId) {
		if (this.selected.test(event)) {
			this.decoded.add(new Recording(event, notificationId));
		}
	}

	/**
	 * Returns the id after which another subscription should continue. It moves past a
	 * stored event when all of the events that it has become have been returned, or if
	 * the event does not match the query. It moves past an event that could not be
	 * decoded only when this subscription is read again.
	 */
	public long position() {
		return (this.before != NONE) ? this.before : this.notifications.position();
	}

	/** Returns this subscription, which can be iterated over once. */
	@Override
	public Iterator<Recording> iterator() {
		return this;
	}

	/**
	 * Returns a sequential stream of this subscription; closing the stream closes the
	 * subscription.
	 */
	public Stream<Recording> stream() {
		Spliterator<Recording> spliterator = Spliterators.spliteratorUnknownSize(this,
				Spliterator.ORDERED | Spliterator.NONNULL);
		return StreamSupport.stream(spliterator, false).onClose(this::close);
	}

	/**
	 * Ends the iteration, even while another thread waits in it. Closing a closed
	 * subscription has no effect.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.notifications.close();
	}

}
