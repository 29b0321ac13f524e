package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications as they are started in production, with all the auto-configurations that
 * there are.
 */
abstract class WholeApplicationContract {

	private static final String PACKAGE = "eventsourcing.base-packages=io.eventsourcing.fixtures.dogs";

	private final String[] database;

	WholeApplicationContract(String... database) {
		this.database = database;
	}

	@Test
	void eventsOutliveTheApplication() {
		UUID dogId;
		try (ConfigurableApplicationContext context = start(School.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			dogId = school.registerDog("Fido");
			school.addTrick(dogId, "roll over");
		}
		try (ConfigurableApplicationContext context = start(School.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			assertThat(school.tricks(dogId)).containsExactly("roll over");
			school.addTrick(dogId, "play dead");
			assertThat(school.notificationLog().select(1, 10)).extracting(Notification::topic)
				.containsExactly("Dog.Registered", "Dog.TrickAdded", "Dog.TrickAdded");
			assertThat(school.notificationLog().select(1, 10)).extracting(Notification::id).isSorted();
		}
	}

	@Test
	void aggregatesInTheNamedPackagesAreKnownFromTheBeginning() {
		UUID dogId = registerDog();
		try (ConfigurableApplicationContext context = start(School.class, PACKAGE)) {
			assertThat(context.getBean(EventStore.class).get(dogId)).extracting(DomainEvent::name)
				.containsExactly("Registered");
		}
	}

	@Test
	void aggregatesInThePackageOfTheApplicationAreKnownFromTheBeginning() {
		UUID dogId = registerDog();
		try (ConfigurableApplicationContext context = start(Scanning.class)) {
			assertThat(context.getBean(Topics.class).resolve("Dog", "Registered").aggregateType()).isEqualTo(Dog.class);
			assertThat(context.getBean(EventStore.class).get(dogId)).hasSize(1);
		}
	}

	@Test
	void aggregatesElsewhereAreKnownOnceTheyAreAskedFor() {
		UUID dogId = registerDog();
		try (ConfigurableApplicationContext context = start(School.class)) {
			EventStore store = context.getBean(EventStore.class);
			assertThatExceptionOfType(TopicException.class).isThrownBy(() -> store.get(dogId));
			assertThat(context.getBean(DogSchool.class).tricks(dogId)).isEmpty();
			assertThat(store.get(dogId)).hasSize(1);
		}
	}

	private UUID registerDog() {
		try (ConfigurableApplicationContext context = start(School.class)) {
			return context.getBean(DogSchool.class).registerDog("Fido");
		}
	}

	private ConfigurableApplicationContext start(Class<?> source, String... properties) {
		return StartUp.of(source).with(this.database).with(properties).run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(DogSchool.class)
	static class School {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Dog.class)
	static class Scanning {

	}

}
