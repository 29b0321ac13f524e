package io.eventsourcing.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.EventMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of our beans never collide with those of the application, which Spring Boot
 * would refuse to override.
 */
class BeanNamesTest {

	/** The names that a user would give to beans of our types, and those of our past. */
	@ParameterizedTest
	@ValueSource(strings = { "eventStore", "eventMapper", "notificationLog", "repository", "aggregateRepository",
			"transcoder", "eventTranscoder", "topics", "eventTopics", "recorder", "eventRecorder", "infrastructure",
			"infrastructurePostProcessor", "eventStoreDataSource", "eventSourcingDataSource" })
	void anApplicationMayUseTheName(String name) {
		Contexts.h2().withBean(name, Unrelated.class).withBean(DogSchool.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(DogSchool.class).registerDog("Fido");
		});
	}

	/** A component that happens to be called like one of our types. */
	@Test
	void anApplicationMayHaveAComponentNamedLikeOneOfOurTypes() {
		Contexts.h2()
			.withBean("eventMapper", EventMapperOfTheApplication.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(EventMapper.class));
	}

	@ParameterizedTest
	@MethodSource("stores")
	void ourBeansHaveNamesOfTheirOwn(ApplicationContextRunner runner) {
		List<String> theirs = namesIn(Contexts.jdbc());
		List<String> ours = namesIn(runner);
		ours.removeAll(theirs);
		assertThat(ours).hasSizeGreaterThan(8)
			.allSatisfy((name) -> assertThat(name.startsWith("eventSourcing") || isNamedAfterItsClass(name)).as(name)
				.isTrue());
	}

	static List<ApplicationContextRunner> stores() {
		return List.of(Contexts.h2(), Contexts.withoutJdbc().withPropertyValues("eventsourcing.store=memory"));
	}

	private static boolean isNamedAfterItsClass(String name) {
		return Arrays.stream(name.split("-")).anyMatch((part) -> ClassUtils.isPresent(part, null));
	}

	private static List<String> namesIn(ApplicationContextRunner runner) {
		List<String> names = new ArrayList<>();
		runner.run((context) -> names
			.addAll(List.of(((BeanDefinitionRegistry) context.getBeanFactory()).getBeanDefinitionNames())));
		return names;
	}

	static class Unrelated {

	}

	static class EventMapperOfTheApplication {

	}

}
