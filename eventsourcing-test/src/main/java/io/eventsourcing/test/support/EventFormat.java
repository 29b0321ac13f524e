package io.eventsourcing.test.support;

import java.util.Objects;

import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.topics.Topics;

/**
 * The form in which the events of a scenario are encoded.
 *
 * @param topics the names of the events
 * @param mapper converts the events
 */
@Internal
public record EventFormat(Topics topics, EventMapper mapper) {

	private static final Transcoder JSON = new JacksonTranscoder();

	/** Returns the form in which an application encodes events by default. */
	public static EventFormat ofAnnotations() {
		Topics topics = new Topics();
		return new EventFormat(topics, EventMapper.of(topics, JSON));
	}

	/** Returns the form in which an application encodes events. */
	public static EventFormat of(Infrastructure infrastructure) {
		EventLog log = Objects.requireNonNull(infrastructure, "infrastructure").eventLog();
		return new EventFormat(log.topics(), log.mapper());
	}

}
