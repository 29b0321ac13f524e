package io.eventsourcing.remote.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.recorder.AppendListeners;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import io.eventsourcing.remote.LogItem;
import io.eventsourcing.remote.LogPage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Reads the log of another application over HTTP. All reads throw a
 * {@link RemoteLogException} if the log cannot be read, and a
 * {@link io.eventsourcing.persistence.exception.LogIdentityException} if the responses
 * are those of another log than before. Thread-safe.
 */
public final class RemoteRecorder implements NotificationRecorder {

	/**
	 * How long the server waits for new events before it responds that there are none: 10
	 * seconds. The read timeout of a client must be longer.
	 */
	public static final Duration WAIT = Duration.ofSeconds(10);

	/** The default time to wait for a connection: 5 seconds. */
	public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * The default time to wait for a response, in addition to {@link #WAIT}: 5 seconds.
	 */
	public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

	/** How often readers poll, in case a notification of new events is lost. */
	private static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

	private final RemoteLogClient client;

	private final AppendListeners listeners = new AppendListeners();

	/** The number of listeners. Guarded by this object. */
	private int count;

	/** Runs while there are listeners. Guarded by this object. */
	private @Nullable NewEventsPoll poll;

	/**
	 * @param name the name of the log, for messages
	 * @param url the URL of the log, such as
	 * {@code https://dogschool.example.com/eventsourcing/log}
	 * @param http the client that sends the requests; its read timeout must be longer
	 * than 10 seconds, for which the server may wait for new events
	 */
	public RemoteRecorder(String name, String url, RestClient http) {
		this.client = new RemoteLogClient(name, url, http);
	}

	/**
	 * Sets a request factory with suitable timeouts: 5 seconds to connect, and 15 seconds
	 * to read.
	 */
	public static RestClient.Builder withTimeouts(RestClient.Builder builder) {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
		factory.setReadTimeout(WAIT.plus(RESPONSE_TIMEOUT));
		return builder.requestFactory(factory);
	}

	/** Creates a running log that reads from this recorder; the caller must stop it. */
	public StoppableNotificationLog log() {
		return NotificationLog.builder(this).pollInterval(POLL_INTERVAL).prefetchThreads(1).build();
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		// The server cannot split a list of topics that contain commas
		boolean splittable = query.topics().stream().noneMatch((topic) -> topic.contains(","));
		Set<String> topics = splittable ? query.topics() : Set.of();
		List<Notification> found = new ArrayList<>();
		long after = query.after();
		while (found.size() < query.limit() && after < query.upTo()) {
			LogPage page = this.client.page(after, query.limit() - found.size(), topics, Duration.ZERO);
			page.items()
				.stream()
				.map(LogItem::toNotification)
				.filter((each) -> selects(query, each))
				.forEach(found::add);
			if (page.end() >= page.head() || page.end() <= after) {
				break;
			}
			after = page.end();
		}
		return found;
	}

	private static boolean selects(NotificationQuery query, Notification notification) {
		return notification.id() <= query.upTo()
				&& (query.topics().isEmpty() || query.topics().contains(notification.topic()));
	}

	@Override
	public long maxNotificationId() {
		return this.client.head();
	}

	/**
	 * Returns the identity of the remote log. This class does not implement the
	 * interface, so that a bean of this class is not mistaken for the identity of the
	 * application's own log.
	 */
	public LogIdentity identity() {
		return this.client;
	}

	@Override
	public synchronized Registration onAppend(Runnable listener) {
		Registration registration = this.listeners.add(listener);
		if (this.count++ == 0) {
			this.poll = new NewEventsPoll(this.client, WAIT, this.listeners::fire);
			this.poll.start();
		}
		return new Registration() {

			private boolean closed;

			@Override
			public void close() {
				if (!this.closed) {
					this.closed = true;
					registration.close();
					release();
				}
			}

		};
	}

	private synchronized void release() {
		this.count--;
		if (this.count == 0 && this.poll != null) {
			this.poll.stop();
			this.poll = null;
		}
	}

	/** Returns false, because transactions of the caller do not affect a remote log. */
	@Override
	public boolean isInTransaction() {
		return false;
	}

}
