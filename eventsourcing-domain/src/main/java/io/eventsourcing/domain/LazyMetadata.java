package io.eventsourcing.domain;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Metadata that is read from its source on first use. Thread-safe. */
final class LazyMetadata extends AbstractMap<String, String> {

	private final Supplier<Map<String, String>> source;

	private volatile @Nullable Map<String, String> values;

	LazyMetadata(Supplier<Map<String, String>> source) {
		this.source = source;
	}

	private Map<String, String> known() {
		Map<String, String> current = this.values;
		if (current == null) {
			// Safe if several threads get here: they set equal, immutable maps
			current = Map.copyOf(this.source.get());
			this.values = current;
		}
		return current;
	}

	@Override
	public Set<Entry<String, String>> entrySet() {
		return known().entrySet();
	}

	@Override
	public boolean containsKey(Object key) {
		return known().containsKey(key);
	}

	@Override
	public @Nullable String get(Object key) {
		return known().get(key);
	}

}
