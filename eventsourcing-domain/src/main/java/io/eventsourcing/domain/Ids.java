package io.eventsourcing.domain;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.enums.UuidNamespace;

/**
 * Creates the ids of aggregates. Thread-safe.
 */
public final class Ids {

	private static volatile Supplier<UUID> factory = UuidCreator::getTimeOrderedEpoch;

	private Ids() {
	}

	/**
	 * Creates an id for a new aggregate that was not given one. By default, the id is
	 * time-ordered (UUID version 7), which keeps the index of the event store compact.
	 */
	public static UUID create() {
		return factory.get();
	}

	/**
	 * Derives an id from a name (UUID version 5, namespace URL). The same name always
	 * results in the same id, so that an aggregate can be found by its name, and a second
	 * aggregate of the same name cannot be saved.
	 * @param name the name, such as {@code /dogs/Fido}
	 */
	public static UUID nameBased(String name) {
		return UuidCreator.getNameBasedSha1(UuidNamespace.NAMESPACE_URL, Objects.requireNonNull(name, "name"));
	}

	/**
	 * Replaces the factory of ids for all threads of the JVM, for tests and simulations.
	 * @param source the factory to use from now on, which must be thread-safe
	 * @return the replacement, which restores the present factory when it is closed
	 */
	public static synchronized Replacement use(Supplier<UUID> source) {
		Supplier<UUID> previous = factory;
		factory = Objects.requireNonNull(source, "source");
		return () -> factory = previous;
	}

}
