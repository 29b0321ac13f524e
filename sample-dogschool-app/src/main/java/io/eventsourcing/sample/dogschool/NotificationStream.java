package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.recorder.Notification;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Follows the notification log for one client. Only the client's position in the log is
 * kept: notifications are read when they can be written, so that slow clients need no
 * memory. Only one thread at a time writes to a client. A stream that has ended stays
 * awake, so that nothing more is written to it.
 */
final class NotificationStream {

	private static final Log logger = LogFactory.getLog(NotificationStream.class);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final long NO_TIMEOUT = 0;

	private static final int PAGE_SIZE = 100;

	/** The delay before the first write, in milliseconds. */
	private static final long FIRST_DELAY = 100;

	private final SseEmitter client = new SseEmitter(NO_TIMEOUT);

	private final NotificationLog log;

	private final NotificationText text;

	private final ScheduledExecutorService writers;

	private final Consumer<NotificationStream> onEnd;

	/**
	 * The number of wake-ups since the stream was idle; 0 if no thread writes or is about
	 * to. The stream is awake at first, so that nothing is written before the start.
	 */
	private final AtomicLong wakeUps = new AtomicLong(1);

	/**
	 * Whether a heartbeat is due. True at first, so that the client gets a response even
	 * from an empty log.
	 */
	private volatile boolean heartbeatDue = true;

	private volatile boolean ended;

	private long position;

	NotificationStream(NotificationLog log, long after, NotificationText text, ScheduledExecutorService writers,
			Consumer<NotificationStream> onEnd) {
		this.log = log;
		this.position = after;
		this.text = text;
		this.writers = writers;
		this.onEnd = onEnd;
		this.client.onCompletion(() -> {
			this.ended = true;
			this.onEnd.accept(this);
		});
	}

	SseEmitter emitter() {
		return this.client;
	}

	/**
	 * Writes the existing notifications, and from then on new ones, after a short delay,
	 * when the container has got the thread of the request back.
	 */
	void start() {
		this.writers.schedule(this::write, FIRST_DELAY, TimeUnit.MILLISECONDS);
	}

	/** Schedules the writing of new notifications, if there are any. */
	void wake() {
		if (this.wakeUps.getAndIncrement() == 0) {
			this.writers.execute(this::write);
		}
	}

	/**
	 * Schedules the writing of a heartbeat, so that a client that has disconnected is
	 * noticed.
	 */
	void beat() {
		this.heartbeatDue = true;
		wake();
	}

	/** Ends the response, after any write in progress. */
	void end() {
		this.ended = true;
		wake();
	}

	private void write() {
		long seen = this.wakeUps.get();
		try {
			if (this.ended) {
				complete();
				return;
			}
			boolean full = writePage();
			// One page at a time, so that a client that lags far behind does not delay
			// the others
			if (full || !this.wakeUps.compareAndSet(seen, 0)) {
				this.writers.execute(this::write);
			}
		}
		catch (IOException ex) {
			// The container ends the response, and notifies the emitter
			logger.debug("A client of the notification stream has disconnected", ex);
		}
		catch (RuntimeException | Error ex) {
			if (!this.ended) {
				logger.warn("The stream ends after notification " + this.position + "; its client may reconnect", ex);
			}
			complete();
		}
	}

	private boolean writePage() throws IOException {
		List<Notification> page = this.log.select(this.position + 1, PAGE_SIZE);
		for (Notification notification : page) {
			this.client
				.send(SseEmitter.event().id(String.valueOf(notification.id())).data(this.text.of(notification), TEXT));
			this.position = notification.id();
		}
		if (page.isEmpty() && this.heartbeatDue) {
			this.client.send(SseEmitter.event().comment("heartbeat"));
		}
		this.heartbeatDue = false;
		return page.size() == PAGE_SIZE;
	}

	private void complete() {
		this.onEnd.accept(this);
		this.client.complete();
	}

}
