package io.eventsourcing.sample.versions;

import java.util.function.BiConsumer;

import io.eventsourcing.persistence.metadata.MetadataSource;

import org.springframework.stereotype.Component;

@Component
class TenantMetadata implements MetadataSource {

	static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "none");

	@Override
	public void contribute(BiConsumer<String, String> metadata) {
		metadata.accept("tenant", TENANT.get());
	}

}
