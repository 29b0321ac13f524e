package io.eventsourcing.persistence.jdbc.schema;

import io.eventsourcing.domain.FixableException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the schema of an event store cannot be created, updated or used.
 */
public class SchemaException extends FixableException {

	/** The reason why the schema cannot be created, updated or used. */
	public enum Reason {

		/** Tables, columns or the sequence are missing. */
		INCOMPLETE,

		/** A primary key or unique constraint is missing, or has another name. */
		WRONG_KEYS,

		/** The sequence draws ids that followers of the log would miss. */
		WRONG_SEQUENCE,

		/** The role of the application lacks a privilege that the migration needs. */
		MISSING_RIGHTS,

		/** The role of the application lacks a privilege to use the tables. */
		ACCESS_DENIED,

		/** The database accepts no changes. */
		READ_ONLY,

		/** Another session has been migrating the schema for too long. */
		LOCKED,

		/** The migration failed for another reason. */
		MIGRATION_FAILED,

		/**
		 * Because of a setting of the database or of its connections, events could be
		 * lost, or read although they are rolled back.
		 */
		UNSAFE_SETTING

	}

	private final Reason reason;

	SchemaException(Reason reason, String problem, String fix, @Nullable Throwable cause) {
		super(problem + ".", fix, cause);
		this.reason = reason;
	}

	/** Returns the reason why the schema cannot be created, updated or used. */
	public Reason reason() {
		return this.reason;
	}

}
