package io.eventsourcing.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.eventsourcing.persistence.recorder.Notification;

/**
 * Follows the notification log: an iterator that waits for the next notification until
 * the subscription is closed.
 * <p>
 * Only one thread may read a subscription; any thread may close it, which ends the
 * iteration at once. Closing a Spring context also closes the subscriptions of its log.
 * Subscriptions near the end of the log share their reads. While a subscription farther
 * back processes a page, the next page may be read in the background. If reading fails,
 * {@link #hasNext()}, {@link #next()} or {@link #nextPage()} throws the exception. They
 * may be called again: reading then continues at the same position, so that no
 * notification is lost.
 */
public final class Subscription implements Iterator<Notification>, Iterable<Notification>, AutoCloseable {

	private final LogReader reader;

	private final NewEvents newEvents;

	private final Waiter waiter;

	private final Consumer<Subscription> onClose;

	private Iterator<Notification> items = Collections.emptyIterator();

	/**
	 * Whether {@code hasNext()} has returned true for a notification; {@code next()} then
	 * returns it even after {@code close()}.
	 */
	private boolean promised;

	private long position;

	/**
	 * @param onClose called when the subscription has been closed
	 */
	Subscription(LogReader reader, NewEvents newEvents, Waiter waiter, Consumer<Subscription> onClose) {
		this.reader = reader;
		this.newEvents = newEvents;
		this.waiter = waiter;
		this.onClose = onClose;
		this.position = reader.end();
	}

	/**
	 * Waits until a notification is available.
	 * @return false if the subscription has been closed, for example because the
	 * application is shutting down, or if it is past the last id of its query
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 * while it waits
	 */
	@Override
	public boolean hasNext() {
		while (!this.waiter.isClosed()) {
			if (this.items.hasNext()) {
				this.promised = true;
				return true;
			}
			this.position = this.reader.end();
			if (this.reader.isAtEnd()) {
				return false;
			}
			readPage();
		}
		return false;
	}

	/** Reads a page, and waits if it is empty. */
	private void readPage() {
		// Before the page is read, so that events that the page misses end the wait
		this.newEvents.mark(this.waiter);
		try {
			this.items = this.reader.next().items().iterator();
			if (!this.items.hasNext() && !this.reader.isAtEnd()) {
				this.position = this.reader.end();
				this.newEvents.await(this.waiter, this.reader.canReadTail() ? this.reader::readTail : null);
			}
		}
		catch (RuntimeException ex) {
			// When an application shuts down, its database may be closed first; the
			// reader need not see that failure
			if (!this.waiter.isClosed()) {
				throw ex;
			}
		}
	}

	/**
	 * Returns the next notification, waiting for it if necessary.
	 * @throws NoSuchElementException if {@link #hasNext()} returns false
	 */
	@Override
	public Notification next() {
		if (!this.promised && !hasNext()) {
			throw new NoSuchElementException("The subscription has ended after notification " + this.position);
		}
		this.promised = false;
		Notification notification = this.items.next();
		this.position = notification.id();
		return notification;
	}

	/**
	 * Returns all notifications that have been read but not yet returned, waiting for at
	 * least one if there are none.
	 * @return the notifications, or an empty list if {@link #hasNext()} returns false;
	 * unmodifiable
	 */
	public List<Notification> nextPage() {
		if (!this.promised && !hasNext()) {
			return List.of();
		}
		this.promised = false;
		List<Notification> page = new ArrayList<>();
		this.items.forEachRemaining(page::add);
		this.position = this.reader.end();
		return Collections.unmodifiableList(page);
	}

	/**
	 * Returns the id after which another subscription should continue: the id of the last
	 * notification that was returned or, if the query has topics, the id of a later
	 * notification that was filtered out.
	 */
	public long position() {
		return this.position;
	}

	/** Returns this subscription, which can be iterated over once. */
	@Override
	public Iterator<Notification> iterator() {
		return this;
	}

	/**
	 * Returns a sequential stream of this subscription; closing the stream closes the
	 * subscription.
	 */
	public Stream<Notification> stream() {
		Spliterator<Notification> spliterator = Spliterators.spliteratorUnknownSize(this,
				Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
		return StreamSupport.stream(spliterator, false).onClose(this::close);
	}

	/**
	 * Ends the iteration, even while another thread waits in it. Closing a closed
	 * subscription has no effect.
	 */
	@Override
	public void close() {
		this.waiter.close();
		this.onClose.accept(this);
	}

}
