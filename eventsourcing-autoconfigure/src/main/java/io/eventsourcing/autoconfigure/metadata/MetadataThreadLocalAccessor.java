package io.eventsourcing.autoconfigure.metadata;

import java.util.Map;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.metadata.Metadata;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the context propagation of Micrometer carry the current {@link Metadata} to other
 * threads. Found by the service loader.
 */
@Internal
public final class MetadataThreadLocalAccessor implements ThreadLocalAccessor<Map<String, String>> {

	@Override
	public Object key() {
		return "eventsourcing.metadata";
	}

	@Override
	public @Nullable Map<String, String> getValue() {
		Map<String, String> current = Metadata.current();
		return current.isEmpty() ? null : current;
	}

	/**
	 * The scope is not closed, because the caller restores the previous value.
	 */
	@Override
	public void setValue(Map<String, String> value) {
		Metadata.replacedBy(value);
	}

	@Override
	public void setValue() {
		Metadata.replacedBy(Map.of());
	}

}
