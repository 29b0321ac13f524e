package io.eventsourcing.persistence;

/**
 * What to do with a stored event whose version is newer than the one that the application
 * knows: a newer release of the application has stored it.
 */
public enum NewerVersions {

	/** Reading the event fails. */
	FAIL,

	/**
	 * The event is read as if it had the version that the application knows, which works
	 * if attributes were only added.
	 */
	READ

}
