package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounter;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.process.Processing;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Process applications that are beans. */
@ExtendWith(OutputCaptureExtension.class)
class ProcessBeansTest {

	private static final String PACKAGES = "eventsourcing.base-packages=" + Dog.class.getPackageName() + ','
			+ TrickCounter.class.getPackageName();

	private final ApplicationContextRunner h2 = with(Contexts.h2()).withPropertyValues(Contexts.newH2());

	static Stream<ApplicationContextRunner> stores() {
		return Stream.of(with(Contexts.h2()).withPropertyValues(Contexts.newH2()),
				with(Contexts.h2()).withPropertyValues(Contexts.newPostgres()),
				with(Contexts.withoutJdbc()).withPropertyValues("eventsourcing.store=memory"));
	}

	private static ApplicationContextRunner with(ApplicationContextRunner runner) {
		return runner.withPropertyValues(PACKAGES).withBean(DogSchool.class);
	}

	private static void teach(AssertableApplicationContext context, String trick) {
		DogSchool school = context.getBean(DogSchool.class);
		UUID dogId = school.registerDog("Fido");
		school.addTrick(dogId, trick);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void aProcessApplicationIsRun(ApplicationContextRunner store) {
		store.withBean(TrickCounters.class).run((context) -> {
			teach(context, "sit");
			teach(context, "sit");
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			TrickCounters counters = context.getBean(TrickCounters.class);
			assertThat(counters.count("sit")).isEqualTo(2);
			counters.increment("sit");
			assertThat(counters.count("sit")).isEqualTo(3);
			assertThat(context.getBean(Projections.class).states()).extracting(ProjectionState::name)
				.containsExactly("TrickCounters");
			assertThat(context.getBean(ParkedEvents.class).of("TrickCounters")).isEmpty();
		});
	}

	@Test
	void theThreadOfATestRunsThem() {
		this.h2.withBean(TrickCounters.class)
			.withPropertyValues("eventsourcing.projections.enabled=false")
			.run((context) -> {
				teach(context, "sit");
				context.getBean(ProjectionRunner.class).run();
				assertThat(context.getBean(TrickCounters.class).count("sit")).isOne();
			});
	}

	/** As an aspect or {@code @Transactional} on one of its methods would. */
	private static final class Proxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof TrickCounters)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			return factory.getProxy(bean.getClass().getClassLoader());
		}

	}

	@Test
	void aProxyIsRun() {
		this.h2.withBean(Proxies.class).withBean(TrickCounters.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(TrickCounters.class))).isTrue();
			teach(context, "sit");
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(context.getBean(TrickCounters.class).count("sit")).isOne();
		});
	}

	@Test
	void theLogNamesThem(CapturedOutput output) {
		StartUp.of(Light.class)
			.with(PACKAGES)
			.with(Contexts.newH2())
			.with("eventsourcing.projections.by-name.TrickCounters.max-attempts=2")
			.run()
			.close();
		assertThat(output).contains("; 1 process application: TrickCounters").doesNotContain("WARN");
	}

	@LeanApplication
	@Import(TrickCounters.class)
	static class Light {

	}

	/** Cannot handle anything. */
	public static class Broken extends TrickCounters {

		@Override
		public String name() {
			return "broken";
		}

		@EventHandler("Dog.Registered")
		void registered(Processing processing) {
			throw new IllegalStateException("broken");
		}

	}

	@Test
	void settingsByNameApply() {
		this.h2.withBean(Broken.class)
			.withPropertyValues("eventsourcing.projections.by-name.broken.on-failure=skip",
					"eventsourcing.projections.by-name.broken.max-attempts=1")
			.run((context) -> {
				teach(context, "sit");
				await().atMost(Duration.ofSeconds(30))
					.until(() -> context.getBean(TrickCounters.class).count("sit") == 1);
				assertThat(context.getBean(ParkedEvents.class).of("broken")).isEmpty();
			});
	}

	/** Has a handler with a misspelled attribute. */
	public static class Misspelled extends TrickCounters {

		@EventHandler("Dog.Registered")
		void registered(String fristName) {
		}

	}

	@Test
	void aHandlerThatCannotBeBoundEndsTheStart() {
		this.h2.withBean(Misspelled.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ProjectionDefinitionException.class)
				.hasMessageContaining("The parameter 'fristName'")
				.hasMessageContaining("Did you mean 'firstName'?"));
	}

	/** Otherwise, the event would be tried over and over, without a message. */
	@Test
	void positionsInAnotherDatabaseAreNamedAsTheCause() {
		this.h2.withBean("own", MemoryTrackingRecorder.class, () -> new MemoryTrackingRecorder())
			.withBean(TrickCounters.class)
			.withPropertyValues("eventsourcing.projections.on-failure=stop")
			.run((context) -> {
				teach(context, "sit");
				TrackingRecorder tracking = context.getBean(TrackingRecorder.class);
				ConsumerId id = ConsumerId.ofOwnLog("TrickCounters");
				ConsumerFailure failure = await().atMost(Duration.ofSeconds(30))
					.until(() -> tracking.find(id).map(TrackedConsumer::failure), Optional::isPresent)
					.get();
				assertThat(failure.cause()).contains("because the position is stored in another database");
			});
	}

	/** A projection as well. */
	@Projection("both")
	public static class Both extends TrickCounters {

	}

	/** Follows another log. */
	@Follows("elsewhere")
	public static class Following extends TrickCounters {

	}

	@Test
	void aProcessApplicationIsNoProjection() {
		this.h2.withBean(Both.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ProjectionDefinitionException.class)
				.hasMessageContaining("is annotated with @Projection"));
		this.h2.withBean(Following.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ProjectionDefinitionException.class)
				.hasMessageContaining("is annotated with @Follows"));
	}

	@Test
	void aProcessApplicationIsASingleton() {
		this.h2
			.withInitializer((context) -> ((GenericApplicationContext) context).registerBean(TrickCounters.class,
					(definition) -> definition.setScope("prototype")))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ProjectionDefinitionException.class)
				.hasMessageContaining("has the scope 'prototype'"));
	}

	@Test
	void aSecondOneOfTheSameNameIsRefused() {
		this.h2.withBean("one", TrickCounters.class)
			.withBean("two", TrickCounters.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("are both applications named 'TrickCounters'"));
	}

	@Test
	void withoutThemNothingIsCreated() {
		this.h2.run((context) -> assertThat(List.of(context.getBeanFactory().getSingletonNames()))
			.doesNotContain("eventSourcingProjectionRunner"));
	}

}
