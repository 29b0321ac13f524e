package io.eventsourcing.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.application.Repository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that exclude one of the auto-configurations, and use all the others. */
class ExclusionTest {

	private static final String STORE = EventSourcingJdbcAutoConfiguration.class.getName();

	private static final String CORE = EventSourcingAutoConfiguration.class.getName();

	static Stream<String> autoConfigurations() {
		return ImportCandidates.load(AutoConfiguration.class, ExclusionTest.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.eventsourcing.autoconfigure."));
	}

	/** Without a store, nothing is left that could use it. */
	private static List<String> excludedWith(String autoConfiguration) {
		List<String> excluded = new ArrayList<>(List.of(autoConfiguration));
		if (autoConfiguration.equals(STORE)) {
			excluded.add(CORE);
		}
		return excluded;
	}

	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void theApplicationStartsWithout(String autoConfiguration) {
		List<String> excluded = excludedWith(autoConfiguration);
		new WebApplicationContextRunner()
			.withUserConfiguration(excluded.contains(CORE) ? NoApplications.class : MetersContract.Everything.class)
			.withPropertyValues(Contexts.newH2())
			.withPropertyValues("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.endpoints.web.exposure.include=*", "management.info.eventsourcing.enabled=true",
					"eventsourcing.web.position-header=X-Position", "eventsourcing.web.log.enabled=true",
					"spring.autoconfigure.exclude=" + String.join(",", excluded))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(Repository.class)).hasSize(excluded.contains(CORE) ? 0 : 1);
			});
	}

	/** Applications need an event store. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { FlywayAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class })
	@Import(MetersContract.Tricks.class)
	static class NoApplications {

	}

}
