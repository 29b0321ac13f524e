package io.eventsourcing.persistence.topics;

import io.eventsourcing.domain.FixableException;
import io.eventsourcing.persistence.recorder.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a name in the store belongs to no known class or event, or to two.
 */
public class TopicException extends FixableException {

	private final @Nullable EventId event;

	TopicException(String problem, String fix) {
		this(problem, fix, null);
	}

	TopicException(String problem, String fix, @Nullable EventId event) {
		super(problem, fix);
		this.event = event;
	}

	/** Returns the stored event that has the name; null if no event was read. */
	public @Nullable EventId event() {
		return this.event;
	}

	/** Returns this exception with a message that contains the position of the event. */
	public TopicException at(long notificationId) {
		TopicException located = new TopicException(
				"%s Its position in the log is %d.".formatted(problem(), notificationId), fix(), this.event);
		located.setStackTrace(getStackTrace());
		return located;
	}

}
