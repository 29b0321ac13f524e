package io.eventsourcing.persistence.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Determines the metadata of a save: that of the sources, replaced by that of the current
 * scope.
 *
 * @param sources the sources, in the order in which they are called
 */
public record SaveMetadata(List<MetadataSource> sources) {

	public Map<String, String> current() {
		Map<String, String> scope = Metadata.current();
		if (this.sources.isEmpty()) {
			return scope;
		}
		Map<String, String> metadata = new HashMap<>();
		for (MetadataSource source : this.sources) {
			contribute(source, metadata);
		}
		metadata.putAll(scope);
		return Map.copyOf(metadata);
	}

	private static void contribute(MetadataSource source, Map<String, String> metadata) {
		try {
			source.contribute((key, value) -> {
				if (key == null || value == null) {
					throw new IllegalArgumentException(
							"the key is '%s' and the value %s null".formatted(key, (value == null) ? "is" : "is not"));
				}
				metadata.put(key, value);
			});
		}
		catch (RuntimeException ex) {
			throw new EventSourcingException("The metadata source %s has failed, so that no event was saved: %s"
				.formatted(source.getClass().getName(), ex.getMessage()), ex);
		}
	}

}
