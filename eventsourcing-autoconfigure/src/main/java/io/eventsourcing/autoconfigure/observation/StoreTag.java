package io.eventsourcing.autoconfigure.observation;

/**
 * The tag that all meters have, so that they can be told apart should an application ever
 * have several event stores.
 */
public final class StoreTag {

	/** The key of the tag. */
	public static final String KEY = "store";

	/** The name of the only event store of an application. */
	public static final String DEFAULT = "default";

	private StoreTag() {
	}

}
