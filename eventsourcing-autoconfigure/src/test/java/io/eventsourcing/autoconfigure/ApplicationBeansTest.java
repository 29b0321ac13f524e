package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

/**
 * Every application is handed its store, however it comes into being.
 */
class ApplicationBeansTest {

	private final ApplicationContextRunner runner = Contexts.h2();

	@Test
	void anApplicationIsGivenTheRepository() {
		this.runner.withBean(DogSchool.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).repository())
				.isSameAs(context.getBean(Repository.class)));
	}

	@Test
	void severalApplicationsShareTheStore() {
		this.runner.withBean(DogSchool.class).withBean(OtherSchool.class).run((context) -> {
			UUID dogId = context.getBean("dogSchool", DogSchool.class).registerDog("Fido");
			assertThat(context.getBean(OtherSchool.class).tricks(dogId)).isEmpty();
		});
	}

	@Test
	void anApplicationThatIsMadeEarlyIsGivenItsStore() {
		this.runner.withUserConfiguration(EarlyConfiguration.class).run((context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			assertThat(school.repository()).isSameAs(context.getBean(Repository.class));
		});
	}

	@Test
	void anApplicationThatIsMadeEarlyIsGivenItsStoreBeforePostConstruct() {
		this.runner.withUserConfiguration(EarlyBusyConfiguration.class).run((context) -> {
			BusySchool school = context.getBean(BusySchool.class);
			assertThat(context.getBean(Repository.class).exists(Dog.class, school.dogId)).isTrue();
		});
	}

	@Test
	void anApplicationThatIsMadeTooEarlyIsRefused() {
		this.runner.withUserConfiguration(TooEarlyConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(EventSourcingException.class)
				.hasMessageContaining("The application 'school' was created before Spring could inject its event store")
				.hasMessageContaining("ObjectProvider"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aProxiedApplicationWorks(boolean proxyTargetClass) {
		this.runner.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.withBean(TransactionalSchool.class)
			.run((context) -> {
				TransactionalSchool school = context.getBean(TransactionalSchool.class);
				assertThat(AopUtils.isCglibProxy(school)).isTrue();
				UUID dogId = school.registerDog("Fido");
				school.addTrick(dogId, "roll over");
				assertThat(school.tricks(dogId)).containsExactly("roll over");
				assertThat(school.repository()).isSameAs(context.getBean(Repository.class));
				assertThat(school.notificationLog().select(1, 10)).hasSize(2);
				assertThat(school.eventStore().get(dogId)).hasSize(2);
				assertThat(school.name()).isEqualTo("TransactionalSchool");
			});
	}

	@Test
	void anApplicationIsUsedInPostConstruct() {
		this.runner.withBean(BusySchool.class).run((context) -> {
			BusySchool school = context.getBean(BusySchool.class);
			assertThat(school.tricks(school.dogId)).isEmpty();
		});
	}

	@Test
	void anApplicationThatIsUsedInItsConstructorIsRefused() {
		this.runner.withBean(HastySchool.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EventSourcingException.class)
				.hasMessageContaining(HastySchool.class.getName())
				.hasMessageContaining("Do not use it in its constructor")
				.hasMessageContaining("@PostConstruct"));
	}

	@Test
	void anApplicationOfManyInstancesIsNoDuplicate() {
		this.runner.withUserConfiguration(PrototypeConfiguration.class).run((context) -> {
			DogSchool one = context.getBean(DogSchool.class);
			DogSchool two = context.getBean(DogSchool.class);
			assertThat(one).isNotSameAs(two);
			assertThat(two.repository()).isSameAs(one.repository());
		});
	}

	@Test
	void applicationsOfOneClassMayHaveNames() {
		this.runner.withBean("north", NamedSchool.class, "North")
			.withBean("south", NamedSchool.class, "South")
			.run((context) -> assertThat(context).hasNotFailed().getBeans(Application.class).hasSize(2));
	}

	@Test
	void aMockOfAnApplicationIsLeftAlone() {
		this.runner.withBean("mock", DogSchool.class, () -> mock(DogSchool.class))
			.withBean("other", OtherSchool.class, () -> mock(OtherSchool.class))
			.withBean("real", DogSchool.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("mock", DogSchool.class).repository()).isNull();
				assertThat(context.getBean("real", DogSchool.class).registerDog("Fido")).isNotNull();
			});
	}

	@Test
	void aSpyOfAnApplicationIsGivenItsStore() {
		this.runner.withBean(DogSchool.class, () -> spy(new DogSchool()))
			.run((context) -> assertThat(context.getBean(DogSchool.class).repository())
				.isSameAs(context.getBean(Repository.class)));
	}

	@Test
	void anApplicationKeepsTheStoreOfItsConstructor() {
		Infrastructure infrastructure = Infrastructure.inMemory();
		this.runner.withBean(OwnStoreSchool.class, infrastructure)
			.run((context) -> assertThat(context.getBean(OwnStoreSchool.class).repository())
				.isSameAs(infrastructure.repository())
				.isNotSameAs(context.getBean(Repository.class)));
	}

	static class OtherSchool extends DogSchool {

	}

	static class NamedSchool extends DogSchool {

		private final String name;

		NamedSchool(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

	}

	@Transactional
	static class TransactionalSchool extends DogSchool {

		@Override
		public UUID registerDog(String name) {
			return super.registerDog(name);
		}

	}

	static class BusySchool extends DogSchool {

		private UUID dogId;

		@PostConstruct
		void register() {
			this.dogId = registerDog("Fido");
		}

	}

	static class HastySchool extends DogSchool {

		HastySchool() {
			registerDog("Fido");
		}

	}

	static class OwnStoreSchool extends Application {

		OwnStoreSchool(Infrastructure infrastructure) {
			super(infrastructure);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeConfiguration {

		@Bean
		@Scope("prototype")
		DogSchool school() {
			return new DogSchool();
		}

	}

	/** A post-processor that needs an application, so that it is made with it. */
	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		DogSchool school() {
			return new DogSchool();
		}

		@Bean
		static NeedyPostProcessor needyPostProcessor(DogSchool school) {
			return new NeedyPostProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyBusyConfiguration {

		@Bean
		static BusySchool school() {
			return new BusySchool();
		}

		@Bean
		static NeedyPostProcessor needyPostProcessor(BusySchool school) {
			return new NeedyPostProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TooEarlyConfiguration {

		@Bean
		static DogSchool school() {
			return new DogSchool();
		}

		@Bean
		static UrgentPostProcessor urgentPostProcessor(DogSchool school) {
			return new UrgentPostProcessor();
		}

	}

	static class NeedyPostProcessor implements BeanPostProcessor {

	}

	static class UrgentPostProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
