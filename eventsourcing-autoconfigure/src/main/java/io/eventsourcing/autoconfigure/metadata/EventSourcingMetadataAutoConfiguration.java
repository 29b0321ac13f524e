package io.eventsourcing.autoconfigure.metadata;

import io.eventsourcing.persistence.metadata.MetadataSource;
import io.micrometer.tracing.Tracer;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * {@link AutoConfiguration Auto-configuration} of the sources of metadata. They are
 * called before those of the application, whose values replace theirs.
 */
@AutoConfiguration(afterName = {
		"org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration" })
@EnableConfigurationProperties(EventSourcingMetadataProperties.class)
public final class EventSourcingMetadataAutoConfiguration {

	/** The name of the bean that adds the current trace. */
	public static final String TRACE = "eventSourcingTraceMetadataSource";

	private static final String PREFIX = "eventsourcing.metadata";

	/** Entries of the logging context. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MDC.class)
	@Conditional(OnMdcKeys.class)
	static class Mdc {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		MetadataSource eventSourcingMdcMetadataSource(EventSourcingMetadataProperties properties) {
			return new MdcMetadataSource(properties.mdcKeys());
		}

	}

	/** The current trace. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnSingleCandidate(Tracer.class)
	@ConditionalOnBooleanProperty(prefix = PREFIX, name = "trace", matchIfMissing = true)
	static class Trace {

		@Bean(TRACE)
		@Order(Ordered.HIGHEST_PRECEDENCE)
		MetadataSource eventSourcingTraceMetadataSource(Tracer tracer) {
			return new TraceMetadataSource(tracer);
		}

	}

	/** The name of the user. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SecurityContextHolder.class)
	@ConditionalOnBooleanProperty(prefix = PREFIX, name = "user")
	static class User {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		MetadataSource eventSourcingUserMetadataSource() {
			return new UserMetadataSource();
		}

	}

	/** Whether the property has at least one key. */
	static class OnMdcKeys extends OnPropertyListCondition {

		OnMdcKeys() {
			super(PREFIX + ".mdc-keys", () -> ConditionMessage.forCondition("Keys of the logging context"));
		}

	}

}
