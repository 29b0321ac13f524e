package io.eventsourcing.autoconfigure.metadata;

import java.util.Map;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.EventSourcingMemoryAutoConfiguration;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataSourcesTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourcingAutoConfiguration.class,
				EventSourcingMemoryAutoConfiguration.class, EventSourcingMetadataAutoConfiguration.class))
		.withUserConfiguration(Packages.class)
		.withPropertyValues("eventsourcing.store=memory");

	@AfterEach
	void clear() {
		MDC.clear();
		SecurityContextHolder.clearContext();
	}

	@Test
	void nothingIsStoredByDefault() {
		MDC.put("requestId", "7");
		login();
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(MetadataSource.class);
			assertThat(saved(context)).isEmpty();
		});
	}

	@Test
	void entriesOfTheLoggingContextAreStored() {
		MDC.put("requestId", "7");
		MDC.put("other", "8");
		this.runner.withPropertyValues("eventsourcing.metadata.mdc-keys=requestId,absent")
			.run((context) -> assertThat(saved(context)).isEqualTo(Map.of("requestId", "7")));
		this.runner.withPropertyValues("eventsourcing.metadata.mdc-keys[0]=other")
			.run((context) -> assertThat(saved(context)).isEqualTo(Map.of("other", "8")));
	}

	@Test
	void theCurrentTraceIsStored() {
		ApplicationContextRunner traced = this.runner.withBean(Tracer.class, SimpleTracer::new);
		traced.run((context) -> {
			Tracer tracer = context.getBean(Tracer.class);
			assertThat(saved(context)).isEmpty();
			Span span = tracer.nextSpan().start();
			try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
				String traceId = span.context().traceId();
				assertThat(saved(context).get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
					.contains(traceId)
					.contains(span.context().spanId());
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no" })
	void theTraceIsNotStoredIfSwitchedOff(String value) {
		this.runner.withBean(Tracer.class, SimpleTracer::new)
			.withPropertyValues("eventsourcing.metadata.trace=" + value)
			.run((context) -> assertThat(context).doesNotHaveBean(MetadataSource.class));
	}

	@Test
	void theNameOfTheUserIsStoredIfSo() {
		ApplicationContextRunner withUser = this.runner.withPropertyValues("eventsourcing.metadata.user=true");
		withUser.run((context) -> {
			assertThat(saved(context)).isEmpty();
			SecurityContextHolder.getContext()
				.setAuthentication(new AnonymousAuthenticationToken("key", "anonymous",
						AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
			assertThat(saved(context)).isEmpty();
			login();
			assertThat(saved(context)).isEqualTo(Map.of("user", "ann"));
		});
	}

	@Test
	void sourcesOfTheApplicationReplaceTheValuesOfOthers() {
		MDC.put("user", "from the logging context");
		this.runner.withPropertyValues("eventsourcing.metadata.mdc-keys=user")
			.withBean(MetadataSource.class, () -> (metadata) -> metadata.accept("user", "from the application"))
			.run((context) -> assertThat(saved(context)).isEqualTo(Map.of("user", "from the application")));
	}

	@Test
	void theLibrariesOfTheSourcesMayBeAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.security"))
			.withPropertyValues("eventsourcing.metadata.user=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(saved(context)).isEmpty();
			});
	}

	@Test
	void theScopeIsCarriedToOtherThreads() {
		ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
			.contextRegistry(new ContextRegistry().loadThreadLocalAccessors())
			.build();
		Runnable wrapped;
		try (Metadata.Scope scope = Metadata.with("user", "ann")) {
			Runnable check = () -> assertThat(Metadata.current()).isEqualTo(Map.of("user", "ann"));
			wrapped = snapshots.captureAll().wrap(check);
		}
		try (Metadata.Scope other = Metadata.with("user", "eve")) {
			wrapped.run();
			assertThat(Metadata.current()).isEqualTo(Map.of("user", "eve"));
		}
		wrapped.run();
		assertThat(Metadata.current()).isEmpty();
	}

	private static void login() {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret", "USER"));
	}

	private static Map<String, String> saved(ApplicationContext context) {
		return context.getBean(EventStore.class).put(new Parrot().collectEvents()).get(0).event().metadata();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Packages {

	}

	static class Parrot extends Aggregate {

		@Event("Adopted")
		Parrot() {
		}

	}

}
