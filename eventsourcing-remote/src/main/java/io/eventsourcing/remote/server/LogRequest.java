package io.eventsourcing.remote.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of the log.
 *
 * @param query the notifications to return, by the names under which they are stored
 * @param names the names under which they are returned
 * @param timeout the maximum time to wait if there are none
 */
record LogRequest(NotificationQuery query, RequestedNames names, Duration timeout) {

	/** Long enough for few requests, and short enough for most proxies. */
	static final Duration MAX_WAIT = Duration.ofSeconds(60);

	private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})s");

	/**
	 * @throws MalformedRequestException if a parameter is malformed
	 */
	static LogRequest of(@Nullable String after, @Nullable String limit, @Nullable String topics, @Nullable String wait,
			int maxItems, Topics known, EventMapper mapper) {
		long position = number("after", after, 0, 0);
		long items = Math.min(number("limit", limit, maxItems, 1), maxItems);
		RequestedNames names = new RequestedNames(known, mapper, topics(topics));
		return new LogRequest(query(position, (int) items, names.stored()), names, duration(wait));
	}

	/** Returns this request for another page, which begins after the given id. */
	LogRequest continuedAfter(long id) {
		return new LogRequest(this.query.continuedAfter(id), this.names, this.timeout);
	}

	private static long number(String name, @Nullable String value, long defaultValue, long minimum) {
		if (value == null) {
			return defaultValue;
		}
		try {
			long number = Long.parseLong(value);
			if (number >= minimum) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Reported like a number that is too small
		}
		throw new MalformedRequestException(
				"The parameter '%s' must be a number of at least %d".formatted(name, minimum));
	}

	private static Set<Topic> topics(@Nullable String value) {
		if (value == null || value.isBlank()) {
			return Set.of();
		}
		try {
			return Arrays.stream(value.split(",")).map(String::strip).map(Topic::parse).collect(Collectors.toSet());
		}
		catch (IllegalArgumentException ex) {
			throw malformedTopics(ex);
		}
	}

	private static NotificationQuery query(long after, int limit, Set<String> topics) {
		try {
			return NotificationQuery.after(after, limit).topics(topics);
		}
		catch (IllegalArgumentException ex) {
			throw malformedTopics(ex);
		}
	}

	private static MalformedRequestException malformedTopics(IllegalArgumentException cause) {
		return new MalformedRequestException("The parameter 'topics' is malformed: " + cause.getMessage());
	}

	private static Duration duration(@Nullable String value) {
		if (value == null) {
			return Duration.ZERO;
		}
		Matcher seconds = SECONDS.matcher(value);
		if (seconds.matches()) {
			Duration duration = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
			return (duration.compareTo(MAX_WAIT) < 0) ? duration : MAX_WAIT;
		}
		throw new MalformedRequestException("The parameter 'wait' must be a number of seconds, such as 20s");
	}

}
