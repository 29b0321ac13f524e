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

	private static final ReplaceableSource<UUID> IDS = new ReplaceableSource<>(UuidCreator::getTimeOrderedEpoch);

	private Ids() {
	}

	/**
	 * Creates an id for a new aggregate that was not given one. By default, the id is
	 * time-ordered (UUID version 7), which keeps the index of the event store compact.
	 */
	public static UUID create() {
		return IDS.get();
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
	 * Replaces the factory of ids for all threads of the JVM, for tests and simulations,
	 * except for those that are {@linkplain #bind bound} to another one.
	 * @param source the factory to use from now on, which must be thread-safe
	 * @return the replacement, which restores the present factory when it is closed
	 */
	public static Replacement use(Supplier<UUID> source) {
		return IDS.use(Objects.requireNonNull(source, "source"));
	}

	/**
	 * Replaces the factory of ids for the current thread only, so that tests that run at
	 * the same time can each have their own. Threads that the current thread starts do
	 * not inherit it.
	 * @param source the factory to use from now on
	 * @return the replacement, which restores the present factory of the thread when it
	 * is closed; only the same thread may close it
	 */
	public static Replacement bind(Supplier<UUID> source) {
		return IDS.bind(Objects.requireNonNull(source, "source"));
	}

}
