package io.eventsourcing.autoconfigure.actuate.info;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaVerifier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the info about the event store, which
 * has to be enabled.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnEnabledInfoContributor(value = "eventsourcing", fallback = InfoContributorFallback.DISABLE)
public final class EventSourcingInfoContributorAutoConfiguration {

	@Bean
	InfoContributor eventSourcingInfoContributor(ObjectProvider<EventSourcingSchemaVerifier> verifier) {
		EventSourcingSchemaVerifier verified = verifier.getIfAvailable();
		return new EventSourcingInfoContributor((verified != null) ? verified.schema() : null);
	}

}
