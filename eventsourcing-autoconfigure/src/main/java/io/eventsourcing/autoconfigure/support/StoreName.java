package io.eventsourcing.autoconfigure.support;

import io.eventsourcing.domain.Internal;

/**
 * The name of an event store, as operators see it, so that stores can be told apart
 * should an application ever have several.
 */
@Internal
public final class StoreName {

	/** The tag of meters and observations that contains the name. */
	public static final String TAG = "store";

	/** The name of the only event store of an application. */
	public static final String DEFAULT = "default";

	private StoreName() {
	}

}
