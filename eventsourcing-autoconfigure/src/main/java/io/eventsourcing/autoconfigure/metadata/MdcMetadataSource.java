package io.eventsourcing.autoconfigure.metadata;

import java.util.List;
import java.util.function.BiConsumer;

import io.eventsourcing.persistence.metadata.MetadataSource;
import org.slf4j.MDC;

/**
 * Adds entries of the logging context.
 *
 * @param keys the keys of the entries
 */
record MdcMetadataSource(List<String> keys) implements MetadataSource {

	@Override
	public void contribute(BiConsumer<String, String> metadata) {
		for (String key : this.keys) {
			String value = MDC.get(key);
			if (value != null) {
				metadata.accept(key, value);
			}
		}
	}

}
