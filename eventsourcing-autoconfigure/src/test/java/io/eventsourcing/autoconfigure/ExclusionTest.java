package io.eventsourcing.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.application.Repository;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that exclude one of the auto-configurations, and use all the others. */
class ExclusionTest {

	private static final String STORE = EventSourcingJdbcAutoConfiguration.class.getName();

	private static final String CORE = EventSourcingAutoConfiguration.class.getName();

	static Stream<String> autoConfigurations() {
		return candidates(AutoConfiguration.class).filter((name) -> name.startsWith("io.eventsourcing.autoconfigure."));
	}

	private static Stream<String> candidates(Class<?> annotation) {
		return ImportCandidates.load(annotation, ExclusionTest.class.getClassLoader()).getCandidates().stream();
	}

	/** Without a store, nothing is left that could use it. */
	private static List<String> excludedWith(String autoConfiguration) {
		List<String> excluded = new ArrayList<>(List.of(autoConfiguration));
		if (autoConfiguration.equals(STORE)) {
			excluded.add(CORE);
		}
		return excluded;
	}

	private static Class<?>[] allBut(List<String> excluded) {
		return Stream.concat(candidates(LeanApplication.class), candidates(LeanActuatorApplication.class))
			.filter((name) -> !excluded.contains(name))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
	}

	@Test
	void allAutoConfigurationsAreUsed() {
		assertThat(allBut(List.of())).extracting(Class::getName).containsAll(autoConfigurations().toList());
	}

	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void theApplicationStartsWithout(String autoConfiguration) {
		List<String> excluded = excludedWith(autoConfiguration);
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(allBut(excluded)))
			.withUserConfiguration(excluded.contains(CORE) ? NoApplications.class : WithApplications.class)
			.withPropertyValues(Contexts.newH2())
			.withPropertyValues("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.endpoints.web.exposure.include=*", "management.info.eventsourcing.enabled=true",
					"eventsourcing.web.position-header=X-Position", "eventsourcing.web.log.enabled=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(Repository.class)).hasSize(excluded.contains(CORE) ? 0 : 1);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ DogSchool.class, TrickCounters.class, MetersContract.Tricks.class })
	static class WithApplications {

	}

	/** Applications need an event store. */
	@Configuration(proxyBeanMethods = false)
	@Import(MetersContract.Tricks.class)
	static class NoApplications {

	}

}
