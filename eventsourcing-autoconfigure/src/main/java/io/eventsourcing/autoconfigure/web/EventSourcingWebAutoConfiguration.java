package io.eventsourcing.autoconfigure.web;

import java.util.Objects;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link AutoConfiguration Auto-configuration} of the header that contains the position
 * of the last event that a request has saved.
 */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
@EnableConfigurationProperties(EventSourcingWebProperties.class)
public final class EventSourcingWebAutoConfiguration {

	/** Before the filters of the application, some of which may save events. */
	private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	@ConditionalOnProperty(EventSourcingWebProperties.POSITION_HEADER)
	static PositionEventStorePostProcessor eventSourcingPositionEventStorePostProcessor() {
		return new PositionEventStorePostProcessor();
	}

	@Bean
	@ConditionalOnProperty(EventSourcingWebProperties.POSITION_HEADER)
	FilterRegistrationBean<PositionHeaderFilter> eventSourcingPositionHeaderFilter(
			PositionEventStorePostProcessor eventStores, EventSourcingWebProperties properties) {
		CurrentPosition current = eventStores.current();
		String header = Objects.requireNonNull(properties.positionHeader());
		FilterRegistrationBean<PositionHeaderFilter> registration = new FilterRegistrationBean<>(Settings
			.use(() -> new PositionHeaderFilter(header, current), EventSourcingWebProperties.POSITION_HEADER));
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

}
