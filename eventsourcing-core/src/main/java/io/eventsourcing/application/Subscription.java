package io.eventsourcing.application;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Recorder;

/**
 * Follows the notification log: an iterator that waits for the next notification, until
 * the subscription is closed.
 * <p>
 * To be used by one thread; another one may close it, which ends the iteration at once.
 * While the log is behind, the next page is read in the background. What goes wrong when
 * reading is thrown by {@link #hasNext()} and {@link #next()}, which may be called again:
 * nothing is lost.
 */
public final class Subscription implements Iterator<Notification>, Iterable<Notification>, AutoCloseable {

	private final LogPages pages;

	private final WakeUp wakeUp;

	private final Recorder.Registration registration;

	private Iterator<Notification> items = Collections.emptyIterator();

	private long endOfPage;

	private long position;

	Subscription(Recorder recorder, NotificationQuery query, Duration pollInterval) {
		this.wakeUp = new WakeUp(pollInterval);
		this.pages = new LogPages(recorder, query);
		this.endOfPage = query.after();
		this.position = query.after();
		this.registration = recorder.onAppend(this.wakeUp::signal);
	}

	/**
	 * Waits until there is a notification.
	 * @return false if the subscription was closed, or is past the last id it was to read
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 * while it waits
	 */
	@Override
	public boolean hasNext() {
		while (!this.wakeUp.isClosed()) {
			if (this.items.hasNext()) {
				return true;
			}
			this.position = this.endOfPage;
			if (this.pages.isAtEnd()) {
				return false;
			}
			this.wakeUp.reset();
			LogPages.Page page = this.pages.next();
			this.items = page.items().iterator();
			this.endOfPage = page.end();
			if (page.items().isEmpty() && !this.pages.isAtEnd()) {
				this.position = this.endOfPage;
				this.wakeUp.await();
			}
		}
		return false;
	}

	/**
	 * Waits for the next notification.
	 * @throws NoSuchElementException if {@link #hasNext()} is false
	 */
	@Override
	public Notification next() {
		if (!hasNext()) {
			throw new NoSuchElementException("The subscription has ended after notification " + this.position);
		}
		Notification notification = this.items.next();
		this.position = notification.id();
		return notification;
	}

	/**
	 * The id up to which everything was returned by {@link #next()} or, by a subscription
	 * to some topics only, did not have to be: where to go on with another subscription.
	 */
	public long position() {
		return this.position;
	}

	/** This subscription: it can be iterated over once. */
	@Override
	public Iterator<Notification> iterator() {
		return this;
	}

	/** This subscription as a sequential stream, which closes it when it is closed. */
	public Stream<Notification> stream() {
		Spliterator<Notification> spliterator = Spliterators.spliteratorUnknownSize(this,
				Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
		return StreamSupport.stream(spliterator, false).onClose(this::close);
	}

	/** Ends the iteration, from whichever thread. Closing it again does nothing. */
	@Override
	public void close() {
		this.wakeUp.close();
		this.registration.close();
	}

}
