package io.eventsourcing.persistence.jackson;

import tools.jackson.databind.json.JsonMapper;

/**
 * Customizes how attributes are stored as JSON, usually by adding a Jackson module for a
 * type of the application. With Spring Boot, define it as a bean; several are called in
 * the order of {@link org.springframework.core.annotation.Order @Order}.
 * <p>
 * It is called before the settings of the store are applied, which therefore override
 * those of the customizer: names, enums, dates, numbers and visibility are stored in the
 * same way in every application. Events that have been stored must remain readable, so a
 * serializer that was released must not change what it writes.
 */
@FunctionalInterface
public interface EventJsonCustomizer {

	/** Adds modules, serializers or mix-ins to the mapper of the event store. */
	void customize(JsonMapper.Builder builder);

}
