package io.eventsourcing.persistence.metadata;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Information about the caller, such as a correlation id, that is stored with each event
 * that a thread saves. Set it around a call that saves:
 *
 * <pre class="code">
 * try (Metadata.Scope scope = Metadata.with(Metadata.CORRELATION_ID, requestId)) {
 *     school.addTrick(dogId, "sit");
 * }
 * </pre>
 *
 * It applies to the current thread only. Reading events is not affected by it.
 */
public final class Metadata {

	/**
	 * The key of the correlation id, which is the same for all events that result from
	 * one request.
	 */
	public static final String CORRELATION_ID = "correlationId";

	/**
	 * The key of the causation id: the notification id of the event in response to which
	 * an event was saved.
	 */
	public static final String CAUSATION_ID = "causationId";

	private static final ThreadLocal<Map<String, String>> CURRENT = ThreadLocal.withInitial(Map::of);

	private Metadata() {
	}

	/**
	 * Adds an entry until the scope is closed. It replaces an entry of an outer scope
	 * that has the same key.
	 * @return the scope, which the caller must close in the same thread
	 */
	public static Scope with(String key, String value) {
		Map<String, String> values = new HashMap<>(CURRENT.get());
		values.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
		return open(Map.copyOf(values));
	}

	/**
	 * Replaces all entries of outer scopes until the scope is closed.
	 * @return the scope, which the caller must close in the same thread
	 */
	public static Scope replacedBy(Map<String, String> values) {
		return open(Map.copyOf(values));
	}

	private static Scope open(Map<String, String> values) {
		Map<String, String> outer = CURRENT.get();
		CURRENT.set(values);
		return () -> {
			if (outer.isEmpty()) {
				CURRENT.remove();
			}
			else {
				CURRENT.set(outer);
			}
		};
	}

	/**
	 * Returns the entries that are stored with the events that the calling thread saves,
	 * as an unmodifiable map.
	 */
	public static Map<String, String> current() {
		return CURRENT.get();
	}

	/** The scope in which entries apply, until it is closed. */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
