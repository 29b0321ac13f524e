package io.eventsourcing.persistence.recorder;

import java.util.UUID;

/**
 * The identity of a notification log, by which a follower in another database notices
 * that another log has taken its place, or that the log was restored from a backup and
 * then given a new identity.
 */
@FunctionalInterface
public interface LogIdentity {

	/** Returns the identity of the log. It is determined when it is first read. */
	UUID read();

	/** Returns the identity of a new log, which is lost when the process ends. */
	static LogIdentity random() {
		UUID id = UUID.randomUUID();
		return () -> id;
	}

}
