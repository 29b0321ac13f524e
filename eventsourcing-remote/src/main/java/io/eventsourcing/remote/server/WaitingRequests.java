package io.eventsourcing.remote.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.remote.LogPage;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for new notifications. They hold no threads: one thread follows
 * the log for all of them. It is started for the first request, and ends when
 * notifications arrive for which no request waits. Thread-safe.
 * <p>
 * The field that matters is {@code position}: the thread passes on all notifications
 * after it. A request that has been read up to a lower id would miss some of them, and is
 * therefore not accepted.
 */
final class WaitingRequests {

	private static final Logger LOGGER = System.getLogger(WaitingRequests.class.getName());

	private final NotificationLog log;

	private final PageReader reader;

	/** Guarded by this object, like all other fields. */
	private final Set<WaitingRequest> waiting = new HashSet<>();

	private long position;

	private @Nullable Thread thread;

	WaitingRequests(NotificationLog log, PageReader reader) {
		this.log = log;
		this.reader = reader;
	}

	/**
	 * Accepts a request.
	 * @return false if there may be notifications for the request that it has not read
	 */
	synchronized boolean add(WaitingRequest request) {
		if (this.thread != null && request.end() < this.position) {
			return false;
		}
		this.waiting.add(request);
		if (this.thread == null) {
			this.position = request.end();
			this.thread = new Thread(this::follow, "eventsourcing-remote-log");
			this.thread.setDaemon(true);
			this.thread.start();
		}
		return true;
	}

	/** Responds to a request whose time has elapsed. */
	synchronized void timeout(WaitingRequest request) {
		this.waiting.remove(request);
		request.respondEmpty();
	}

	/** Removes a request whose client no longer waits. */
	synchronized void remove(WaitingRequest request) {
		this.waiting.remove(request);
	}

	private void follow() {
		try (Subscription events = this.log.subscribe(position())) {
			List<Notification> page = events.nextPage();
			while (!page.isEmpty() && arrived(page, events.position())) {
				page = events.nextPage();
			}
		}
		catch (RuntimeException ex) {
			// The next requests of the clients report the failure if it persists
			LOGGER.log(Level.DEBUG, "The log could not be followed", ex);
		}
		finally {
			end();
		}
	}

	private synchronized long position() {
		return this.position;
	}

	/** Responds to requests; returns whether there were any. */
	private synchronized boolean arrived(List<Notification> page, long end) {
		if (this.waiting.isEmpty()) {
			return false;
		}
		this.position = end;
		for (WaitingRequest request : List.copyOf(this.waiting)) {
			List<Notification> selected = request.select(page);
			if (selected.isEmpty()) {
				request.passed(end);
			}
			else {
				LogPage response = this.reader.page(selected, request.request(), end, end);
				this.waiting.remove(request);
				request.respond(response);
			}
		}
		return true;
	}

	/** Responds to all requests, because nobody follows the log for them any longer. */
	private synchronized void end() {
		this.thread = null;
		List<WaitingRequest> remaining = new ArrayList<>(this.waiting);
		this.waiting.clear();
		remaining.forEach(WaitingRequest::respondEmpty);
	}

}
