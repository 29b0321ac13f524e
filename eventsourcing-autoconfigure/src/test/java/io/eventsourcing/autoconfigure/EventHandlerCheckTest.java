package io.eventsourcing.autoconfigure;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.memory.MemoryParkedEventRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bean whose author has forgotten {@code @Projection} is noticed at start-up, in
 * whatever form it is a bean, but not if something else calls its methods.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventHandlerCheckTest {

	private static final String PACKAGES = "eventsourcing.base-packages=io.eventsourcing.fixtures";

	private final ApplicationContextRunner memory = Contexts.withoutJdbc()
		.withPropertyValues("eventsourcing.store=memory", PACKAGES);

	@ParameterizedTest
	@ValueSource(strings = { "spring.main.lazy-initialization=false", "spring.main.lazy-initialization=true",
			"eventsourcing.projections.enabled=false" })
	void theAnalysisNamesTheBeanAndTheFix(String property, CapturedOutput output) {
		assertThat(StartUp.of(Whole.class).with(PACKAGES, "eventsourcing.store=memory", property).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("The bean '" + Forgotten.class.getName() + "' (" + Forgotten.class.getName()
					+ ") has methods that are annotated with @EventHandler, but nothing calls them")
			.contains("Annotate the class with @Projection");
	}

	@ParameterizedTest
	@ValueSource(classes = { ByMethod.class, BySupertype.class, LazyBean.class, Prototype.class, Scoped.class,
			Inherited.class, OfInterface.class, InterfaceProxy.class, ClassProxy.class, ByFactory.class })
	void beansInEveryFormAreNoticed(Class<?> configuration) {
		this.memory.withUserConfiguration(configuration)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(ProjectionDefinitionException.class)
				.hasMessageContaining("The bean 'forgotten' (" + EventHandlerCheckTest.class.getName() + "$")
				.hasMessageContaining("is neither a projection nor a process application"));
	}

	/** A projection beside it does not make it run. */
	@Test
	void aProjectionOfAnotherClassIsNoExcuse() {
		this.memory.withBean(Derived.class)
			.withBean("forgotten", Forgotten.class)
			.run((context) -> assertThat(context).hasFailed());
	}

	/** The methods of all of them are called. */
	@Test
	void projectionsAndProcessApplicationsInEveryFormAreAccepted() {
		this.memory.withBean(Derived.class)
			.withBean(DerivedOnceMore.class)
			.withBean(TrickCounters.class)
			.withBean("proxy", Runnable.class, () -> (Runnable) new ProxyFactory(new Visible()).getProxy())
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void abstractBeanDefinitionsAreIgnored() {
		this.memory
			.withBean("template", Forgotten.class, Forgotten::new,
					(definition) -> ((AbstractBeanDefinition) definition).setAbstract(true))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aRunnerOfTheApplicationMayCallHandlersOfAnyClass() {
		this.memory.withUserConfiguration(OwnRunner.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(Forgotten.class)
	static class Whole {

	}

	@Component
	static class Forgotten {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	static class Subclass extends Forgotten {

	}

	interface Handling {

		@EventHandler("Dog.TrickAdded")
		void added(String trick);

	}

	static class Implementation implements Handling {

		@Override
		public void added(String trick) {
		}

	}

	@Projection("derived")
	static class Derived extends Forgotten {

	}

	static class DerivedOnceMore extends TrickCounters {

		@Override
		public String name() {
			return "derived-once-more";
		}

	}

	@Projection("visible")
	static class Visible implements Handling, Runnable {

		@Override
		public void added(String trick) {
		}

		@Override
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByMethod {

		@Bean
		Forgotten forgotten() {
			return new Forgotten();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BySupertype {

		@Bean
		Object forgotten() {
			return new Forgotten();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBean {

		@Bean
		@Lazy
		Forgotten forgotten() {
			throw new IllegalStateException("The check must not create beans");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototype {

		@Bean
		@Scope("prototype")
		Forgotten forgotten() {
			throw new IllegalStateException("The check must not create beans");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Forgotten forgotten() {
			throw new IllegalStateException("The check must not create beans");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inherited {

		@Bean
		Subclass forgotten() {
			return new Subclass();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfInterface {

		@Bean
		Implementation forgotten() {
			return new Implementation();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxy {

		@Bean
		Handling forgotten() {
			return (Handling) new ProxyFactory(new Implementation()).getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxy {

		@Bean
		Forgotten forgotten() {
			ProxyFactory factory = new ProxyFactory(new Forgotten());
			factory.setProxyTargetClass(true);
			return (Forgotten) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByFactory {

		@Bean
		ForgottenFactory forgotten() {
			return new ForgottenFactory();
		}

	}

	static class ForgottenFactory implements FactoryBean<Forgotten> {

		@Override
		public Forgotten getObject() {
			return new Forgotten();
		}

		@Override
		public Class<?> getObjectType() {
			return Forgotten.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Forgotten.class)
	static class OwnRunner {

		@Bean
		ProjectionRunner runner(ApplicationRecorder recorder, EventMapper mapper, Topics topics, Forgotten handlers) {
			MemoryTrackingRecorder tracking = new MemoryTrackingRecorder();
			topics.register(Dog.class);
			return ProjectionRunner
				.builder(NotificationLog.of(recorder), mapper, tracking, tracking, new MemoryParkedEventRecorder())
				.projection("own", EventHandlers.of(handlers, topics))
				.build();
		}

	}

}
