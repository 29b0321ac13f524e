package io.eventsourcing.domain;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.enums.UuidNamespace;

/**
 * Makes the ids of aggregates. Safe for use by many threads.
 */
public final class Ids {

	private static volatile Supplier<UUID> factory = UuidCreator::getTimeOrderedEpoch;

	private Ids() {
	}

	/**
	 * The id for a new aggregate that was not given one: time-ordered (UUID version 7),
	 * which keeps the index of the event store compact, unless another factory is in use.
	 */
	public static UUID create() {
		return factory.get();
	}

	/**
	 * An id derived from a name (UUID version 5, namespace URL): the same name always
	 * gives the same id, so that an aggregate can be found by what names it, and cannot
	 * be created twice.
	 * @param name such as {@code /dogs/Fido}
	 */
	public static UUID nameBased(String name) {
		return UuidCreator.getNameBasedSha1(UuidNamespace.NAMESPACE_URL, Objects.requireNonNull(name, "name"));
	}

	/**
	 * Takes the ids of all later aggregates of this JVM from the factory, which must be
	 * thread-safe.
	 */
	public static void use(Supplier<UUID> source) {
		factory = Objects.requireNonNull(source, "source");
	}

	/** Makes time-ordered ids again. */
	public static void reset() {
		factory = UuidCreator::getTimeOrderedEpoch;
	}

}
