package io.eventsourcing.sample.dogschool;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Manages the streams of all clients. One thread follows the log and wakes the streams; a
 * few threads write to them. So a client occupies a connection, but no thread.
 * <p>
 * Stopped before the web server, which would wait for the streams to end.
 */
@Component
class NotificationStreams implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(NotificationStreams.class);

	private static final int WRITERS = 4;

	private final Set<NotificationStream> open = ConcurrentHashMap.newKeySet();

	private final ScheduledThreadPoolExecutor threads;

	private final NotificationLog log;

	private final NotificationText text;

	private volatile @Nullable Subscription subscription;

	NotificationStreams(NotificationLog log, JsonMapper jsonMapper,
			@Value("${dogschool.heartbeat}") Duration heartbeat) {
		this.log = log;
		this.text = new NotificationText(jsonMapper);
		CustomizableThreadFactory factory = new CustomizableThreadFactory("notification-stream-");
		factory.setDaemon(true);
		this.threads = new ScheduledThreadPoolExecutor(WRITERS + 1, factory, new DiscardPolicy());
		this.threads.scheduleAtFixedRate(() -> this.open.forEach(NotificationStream::beat), heartbeat.toMillis(),
				heartbeat.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Opens a stream, still to be started, of the notifications after the id, and then of
	 * new ones.
	 */
	NotificationStream open(long after) {
		if (!isRunning()) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "The application is shutting down");
		}
		NotificationStream stream = new NotificationStream(this.log, after, this.text, this.threads, this.open::remove);
		this.open.add(stream);
		// Checked again, so that stop() either sees the stream or is seen
		if (!isRunning()) {
			stream.end();
		}
		return stream;
	}

	/** Returns the number of clients. */
	int size() {
		return this.open.size();
	}

	@Override
	public synchronized void start() {
		Subscription subscription = this.log.subscribe(this.log.maxId());
		this.subscription = subscription;
		this.threads.execute(() -> follow(subscription));
	}

	private void follow(Subscription subscription) {
		try {
			while (subscription.hasNext()) {
				subscription.next();
				this.open.forEach(NotificationStream::wake);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The notification log cannot be followed; trying again", ex);
			this.threads.schedule(() -> follow(subscription), 1, TimeUnit.SECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		Subscription subscription = this.subscription;
		this.subscription = null;
		if (subscription != null) {
			subscription.close();
		}
		this.open.forEach(NotificationStream::end);
	}

	@Override
	public boolean isRunning() {
		return this.subscription != null;
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

}
