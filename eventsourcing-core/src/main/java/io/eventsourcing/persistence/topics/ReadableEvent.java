package io.eventsourcing.persistence.topics;

import java.util.Set;
import java.util.TreeSet;

import io.eventsourcing.domain.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The names and versions under which an event can be stored so that it can be read.
 *
 * @param name the current name of the event within its aggregate
 * @param aliases the earlier names
 * @param type the type of the event; null if the class no longer has the event, which its
 * upcasting steps then replace
 * @param firstVersion the oldest version that can be read
 * @param version the version in which the event is stored now; if the class no longer has
 * the event, the first version that was never stored
 */
public record ReadableEvent(String name, Set<String> aliases, @Nullable EventType type, int firstVersion, int version) {

	public ReadableEvent {
		aliases = new TreeSet<>(aliases);
	}

	/** Returns the newest version that can be read. */
	public int lastVersion() {
		return (this.type != null) ? this.version : this.version - 1;
	}

	/** Returns whether an event that is stored in the version can be read. */
	public boolean reads(int storedVersion) {
		return this.firstVersion <= storedVersion && storedVersion <= lastVersion();
	}

	/** Returns whether events are stored under the name. */
	public boolean isNamed(String storedName) {
		return this.name.equals(storedName) || this.aliases.contains(storedName);
	}

}
