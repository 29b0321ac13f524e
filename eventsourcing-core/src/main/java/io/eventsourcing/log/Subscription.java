package io.eventsourcing.log;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * Follows the notification log: an iterator that waits for the next notification, until
 * the subscription is closed.
 * <p>
 * To be used by one thread; another one may close it, which ends the iteration at once. A
 * Spring context that is closed closes the subscriptions that are still open. While the
 * log is behind, the next page is read in the background. What goes wrong when reading is
 * thrown by {@link #hasNext()} and {@link #next()}, which may be called again: nothing is
 * lost.
 */
public final class Subscription implements Iterator<Notification>, Iterable<Notification>, AutoCloseable {

	private final LogReader pages;

	private final NewEventsSignal wakeUp;

	private final ApplicationRecorder.Registration registration;

	private final Consumer<Subscription> onClose;

	private Iterator<Notification> items = Collections.emptyIterator();

	/** Whether the caller was told that there is a next one, which then stays true. */
	private boolean promised;

	private long endOfPage;

	private long position;

	/**
	 * @param onClose is told when the subscription has been closed
	 */
	Subscription(ApplicationRecorder recorder, NotificationQuery query, Duration pollInterval,
			Consumer<Subscription> onClose) {
		this.onClose = onClose;
		this.wakeUp = new NewEventsSignal(pollInterval);
		this.pages = new LogReader(recorder, query);
		this.endOfPage = query.after();
		this.position = query.after();
		this.registration = recorder.onAppend(this.wakeUp::signal);
	}

	/**
	 * Waits until there is a notification.
	 * @return false if the subscription was closed, also by the end of the application,
	 * or is past the last id it was to read
	 * @throws io.eventsourcing.domain.EventSourcingException if the thread is interrupted
	 * while it waits
	 */
	@Override
	public boolean hasNext() {
		while (!this.wakeUp.isClosed()) {
			if (this.items.hasNext()) {
				this.promised = true;
				return true;
			}
			this.position = this.endOfPage;
			if (this.pages.isAtEnd()) {
				return false;
			}
			this.wakeUp.reset();
			readPage();
		}
		return false;
	}

	/** Reads a page, and waits if there is nothing in it. */
	private void readPage() {
		try {
			LogReader.Page page = this.pages.next();
			this.items = page.items().iterator();
			this.endOfPage = page.end();
			if (page.items().isEmpty() && !this.pages.isAtEnd()) {
				this.position = this.endOfPage;
				this.wakeUp.await();
			}
		}
		catch (RuntimeException ex) {
			// When an application ends, its database goes: that is no failure of the
			// reader
			if (!this.wakeUp.isClosed()) {
				throw ex;
			}
		}
	}

	/**
	 * Waits for the next notification.
	 * @throws NoSuchElementException if {@link #hasNext()} is false
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
		this.onClose.accept(this);
	}

}
