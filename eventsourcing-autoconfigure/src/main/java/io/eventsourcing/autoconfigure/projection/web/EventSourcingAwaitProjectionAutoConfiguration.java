package io.eventsourcing.autoconfigure.projection.web;

import java.util.Objects;

import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.autoconfigure.projection.beans.ProjectionBeans;
import io.eventsourcing.autoconfigure.web.EventSourcingWebAutoConfiguration;
import io.eventsourcing.autoconfigure.web.EventSourcingWebProperties;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.projection.Projections;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * {@link AutoConfiguration Auto-configuration} of
 * {@link io.eventsourcing.projection.AwaitProjection}.
 */
@AutoConfiguration(after = { EventSourcingProjectionAutoConfiguration.class, EventSourcingWebAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class, Projections.class })
@ConditionalOnBean(ProjectionBeans.class)
@EnableConfigurationProperties(EventSourcingWebProperties.class)
public final class EventSourcingAwaitProjectionAutoConfiguration {

	@Bean
	AwaitProjectionCheck eventSourcingAwaitProjectionCheck(ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
			ProjectionBeans beans, Projections projections, ObjectProvider<AwaitProjectionInterceptor> interceptor) {
		return new AwaitProjectionCheck(mappings, beans, projections, interceptor.getIfAvailable() != null);
	}

	@Bean
	@ConditionalOnProperty(EventSourcingWebProperties.POSITION_HEADER)
	AwaitProjectionInterceptor eventSourcingAwaitProjectionInterceptor(Projections projections,
			ObjectProvider<ApplicationRecorder> recorder, EventSourcingWebProperties properties) {
		String header = Objects.requireNonNull(properties.positionHeader());
		return Settings.use(() -> new AwaitProjectionInterceptor(projections, recorder::getObject, header,
				properties.awaitTimeout()), "eventsourcing.web.await-timeout");
	}

	@Bean
	@ConditionalOnProperty(EventSourcingWebProperties.POSITION_HEADER)
	AwaitProjectionAdvice eventSourcingAwaitProjectionAdvice() {
		return new AwaitProjectionAdvice();
	}

	@Bean
	@ConditionalOnProperty(EventSourcingWebProperties.POSITION_HEADER)
	WebMvcConfigurer eventSourcingAwaitProjectionConfigurer(AwaitProjectionInterceptor interceptor) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptor);
			}

		};
	}

}
