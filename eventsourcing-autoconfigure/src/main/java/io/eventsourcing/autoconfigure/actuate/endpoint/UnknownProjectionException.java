package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.Collection;
import java.util.List;

/** Thrown if there is no projection with a name. */
public class UnknownProjectionException extends IllegalArgumentException {

	private final transient List<String> known;

	/**
	 * @param name the name
	 * @param known the names that there are
	 */
	public UnknownProjectionException(String name, Collection<String> known) {
		super("There is no projection with the name '%s', only %s".formatted(name, known));
		this.known = List.copyOf(known);
	}

	List<String> known() {
		return this.known;
	}

}
