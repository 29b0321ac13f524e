package io.eventsourcing.application;

import io.eventsourcing.domain.EventSourcingException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications as beans of a Spring context without Spring Boot.
 */
class SpringApplicationTest {

	@Test
	void anApplicationUsesTheInfrastructureOfItsContext() {
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DogSchool.class, () -> new DogSchool());
			context.registerBean(Infrastructure.class, Infrastructure::inMemory);
			context.refresh();
			assertThat(context.getBean(DogSchool.class).repository())
				.isSameAs(context.getBean(Infrastructure.class).repository());
		}
	}

	@Test
	void anApplicationWithItsOwnStoreNeedsNoInfrastructureInItsContext() {
		Infrastructure infrastructure = Infrastructure.inMemory();
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DogSchool.class, () -> new DogSchool(infrastructure));
			context.refresh();
			assertThat(context.getBean(DogSchool.class).repository()).isSameAs(infrastructure.repository());
		}
	}

	@Test
	void anApplicationIsNeverInMemoryByAccident() {
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DogSchool.class, () -> new DogSchool());
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(context::refresh)
				.havingRootCause()
				.isInstanceOf(EventSourcingException.class)
				.withMessageContaining(DogSchool.class.getName())
				.withMessageContaining("eventsourcing-spring-boot-starter")
				.withMessageContaining(Infrastructure.class.getName());
		}
	}

	@Test
	void anApplicationThatWasUsedBeforeItsInjectionIsRefused() {
		try (GenericApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DogSchool.class, () -> {
				DogSchool school = new DogSchool();
				school.registerDog("Fido");
				return school;
			});
			context.registerBean(Infrastructure.class, Infrastructure::inMemory);
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(context::refresh)
				.havingRootCause()
				.isInstanceOf(EventSourcingException.class)
				.withMessageContaining(DogSchool.class.getName())
				.withMessageContaining("Do not use it in its constructor")
				.withMessageContaining("@PostConstruct");
		}
	}

}
