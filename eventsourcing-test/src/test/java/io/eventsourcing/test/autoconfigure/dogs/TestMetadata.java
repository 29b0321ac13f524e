package io.eventsourcing.test.autoconfigure.dogs;

import java.util.function.BiConsumer;

import io.eventsourcing.persistence.metadata.MetadataSource;

import org.springframework.stereotype.Component;

@Component
public class TestMetadata implements MetadataSource {

	@Override
	public void contribute(BiConsumer<String, String> metadata) {
		metadata.accept("test", "yes");
	}

}
