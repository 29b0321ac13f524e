package io.eventsourcing.autoconfigure;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.projections.duplicate.One;
import io.eventsourcing.fixtures.projections.duplicate.Two;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says on the console if one of its projections cannot be run: what
 * is wrong, and the fix.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProjectionFailureAnalysisTest {

	private static final String DOGS = "eventsourcing.base-packages=" + Dog.class.getPackageName();

	private static final String THIS = "ProjectionFailureAnalysisTest.";

	@ParameterizedTest
	@ValueSource(strings = { "spring.main.lazy-initialization=false", "spring.main.lazy-initialization=true",
			"eventsourcing.projections.enabled=false" })
	void unknownTopic(String property, CapturedOutput output) {
		assertThat(start(UnknownTopic.class).with(property).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("There is no event for the method " + THIS + "UnknownTopic.added(String)")
			.contains("which handles 'Dog.TrickAded'")
			.contains("Did you mean 'Dog.TrickAdded'?");
	}

	@Test
	void unknownParameter(CapturedOutput output) {
		assertThat(start(UnknownParameter.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The parameter 'tricks' of the method " + THIS + "UnknownParameter.added(String)")
			.contains("is not an attribute of Dog.TrickAdded, which has [trick]")
			.contains("Did you mean 'trick'?");
	}

	@Test
	void wrongType(CapturedOutput output) {
		assertThat(start(WrongType.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The parameter 'trick' of the method " + THIS + "WrongType.added(int)")
			.contains("the attribute of Dog.TrickAdded has the type String");
	}

	@Test
	void twoMethodsForOneEvent(CapturedOutput output) {
		assertThat(start(TwoMethods.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("Two methods handle the event Dog.TrickAdded")
			.contains("TwoMethods.one(")
			.contains("TwoMethods.two(");
	}

	@Test
	void privateMethod(CapturedOutput output) {
		assertThat(start(PrivateMethod.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The method " + THIS + "PrivateMethod.added(String) is private or static")
			.contains("Remove the modifier.");
	}

	@Test
	void noHandler(CapturedOutput output) {
		assertThat(start(NoHandler.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The projection " + NoHandler.class.getName() + " handles no events.")
			.contains("Annotate a method with @EventHandler.");
	}

	@Test
	void asynchronous(CapturedOutput output) {
		assertThat(start(Asynchronous.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The method " + THIS + "Asynchronous.added(String) is @Async")
			.contains("Remove @Async");
	}

	@Test
	void transactionOfItsOwn(CapturedOutput output) {
		assertThat(start(OwnTransaction.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("OwnTransaction.added(String) is @Transactional with a propagation that leaves")
			.contains("Remove @Transactional");
	}

	@Test
	void twoBeansOfOneName(CapturedOutput output) {
		assertThat(start(TwoBeans.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The beans 'one' (" + Fine.class.getName() + ") and 'two' (" + Fine.class.getName()
					+ ") are both version 1 of the projection 'fine'")
			.contains("Give one of them another name or version in @Projection");
	}

	@Test
	void twoScannedClassesOfOneName(CapturedOutput output) {
		assertThat(start(Scanned.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The beans of the classes")
			.contains(One.class.getName())
			.contains(Two.class.getName())
			.contains("have the same name 'copied'")
			.contains("The name of a projection is set in @Projection");
	}

	@Test
	void prototype(CapturedOutput output) {
		assertThat(start(Prototype.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The projection 'prototype' (" + Prototype.class.getName() + ") has the scope 'prototype'.")
			.contains("Remove the scope");
	}

	@Test
	void proxyOfAnotherScope(CapturedOutput output) {
		assertThat(start(Scoped.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The projection 'scoped' (")
			.contains("has the scope 'prototype'.");
	}

	@Test
	void blankName(CapturedOutput output) {
		assertThat(start(Blank.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The name of the projection")
			.contains(Blank.class.getName())
			.contains("is blank");
	}

	@Test
	void proxyOfInterfaces(CapturedOutput output) {
		assertThat(start(InterfaceProxy.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("Visible.added(String) cannot be called, because its bean has a proxy")
			.contains("proxyTargetClass=true");
	}

	@Test
	void noAggregates(CapturedOutput output) {
		assertThat(start(App.class).with("eventsourcing.base-packages=io.eventsourcing.fixtures.jpa").failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains("There are projections or process applications, but no aggregates were found")
			.contains("'eventsourcing.base-packages'");
	}

	@Test
	void aStoreOfTheApplicationNeedsRecordersOfTheApplication(CapturedOutput output) {
		assertThat(start(OwnStore.class).failure(output)).contains("APPLICATION FAILED TO START")
			.contains("The positions of projections cannot be stored")
			.contains("TrackingRecorder and LeaseRecorder");
	}

	@ParameterizedTest
	@CsvSource({ "start-timeout, -1s, The time for which start-up waits must not be negative",
			"health.max-lag, -1, The maximum lag must not be negative",
			"health.max-lag-time, -1s, The maximum age of an event must not be negative",
			"health.max-parked, -1, The maximum number of parked events must not be negative",
			"threads, 0, The number of threads must be from 1 to 1000",
			"threads, 1001, The number of threads must be from 1 to 1000",
			"batch-size, 0, The batch size must be from 1 to 100000",
			"batch-size, -5, The batch size must be from 1 to 100000",
			"batch-size, 2147483647, The batch size must be from 1 to 100000",
			"max-attempts, 0, The number of attempts must be positive",
			"lease, 1ms, The lease must be from 100 ms to 24 days",
			"lease, -1s, The lease must be from 100 ms to 24 days",
			"lease, 25d, The lease must be from 100 ms to 24 days",
			"lease, 1000000000000d, The lease must be from 100 ms to 24 days",
			"handler-timeout, -1s, The handler timeout must not be negative",
			"handler-timeout, 25d, 'The handler timeout must be from 0 to 24 days, not PT600H; 0 means no limit'",
			"by-name.fine.batch-size, 0, The batch size must be from 1 to 100000",
			"by-name.fine.max-attempts, -1, The number of attempts must be positive",
			"max-parked, -1, The maximum number of parked events must not be negative",
			"by-name.fine.max-parked, -1, The maximum number of parked events must not be negative" })
	void unusableSetting(String property, String value, String problem, CapturedOutput output) {
		String name = "eventsourcing.projections." + property;
		assertThat(StartUp.of(App.class).with(DOGS).with(name + "=" + value).failure(output))
			.contains("APPLICATION FAILED TO START")
			.contains(problem)
			.contains("Set the property '" + name + "' to another value, or remove it.");
	}

	@ParameterizedTest
	@CsvSource({ "start, later", "health.max-lag, much", "threads, many", "lease, soon", "on-failure, hope",
			"by-name.fine.on-failure, hope", "max-parked, few" })
	void unreadableSetting(String property, String value, CapturedOutput output) {
		assertThat(StartUp.of(App.class)
			.with(DOGS)
			.with("eventsourcing.projections." + property + "=" + value)
			.failure(output)).contains("APPLICATION FAILED TO START")
			.contains("Property: eventsourcing.projections." + property)
			.contains(value);
	}

	private static StartUp start(Class<?> projection) {
		return StartUp.of(projection).with(DOGS, "eventsourcing.store=memory");
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(Fine.class)
	static class App {

	}

	@Projection("fine")
	static class Fine {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@LeanApplication
	@Projection("unknown-topic")
	static class UnknownTopic {

		@EventHandler("Dog.TrickAded")
		void added(String trick) {
		}

	}

	@LeanApplication
	@Projection("unknown-parameter")
	static class UnknownParameter {

		@EventHandler("Dog.TrickAdded")
		void added(String tricks) {
		}

	}

	@LeanApplication
	@Projection("wrong-type")
	static class WrongType {

		@EventHandler("Dog.TrickAdded")
		void added(int trick) {
		}

	}

	@LeanApplication
	@Projection("two-methods")
	static class TwoMethods {

		@EventHandler("Dog.TrickAdded")
		void one(@AggregateId UUID dogId) {
		}

		@EventHandler("Dog.TrickAdded")
		void two(List<Recording> recordings) {
		}

	}

	@LeanApplication
	@Projection("private-method")
	static class PrivateMethod {

		@EventHandler("Dog.TrickAdded")
		private void added(String trick) {
		}

	}

	@LeanApplication
	@Projection("no-handler")
	static class NoHandler {

	}

	@LeanApplication
	@Projection("asynchronous")
	static class Asynchronous {

		@Async
		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@LeanApplication
	@Projection("own-transaction")
	static class OwnTransaction {

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class TwoBeans {

		@Bean
		Fine one() {
			return new Fine();
		}

		@Bean
		Fine two() {
			return new Fine();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@ComponentScan(basePackageClasses = One.class)
	static class Scanned {

	}

	@LeanApplication
	@Projection("prototype")
	@Scope("prototype")
	static class Prototype extends Fine {

	}

	@LeanApplication
	@Projection("scoped")
	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Scoped extends Fine {

	}

	@LeanApplication
	@Projection("")
	static class Blank extends Fine {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class InterfaceProxy {

		/** The annotation can only be seen on the object behind the proxy. */
		@Bean
		Runnable visible() {
			ProxyFactory factory = new ProxyFactory(new Visible());
			factory.setProxyTargetClass(false);
			return (Runnable) factory.getProxy();
		}

	}

	@Projection("visible")
	static class Visible extends Fine implements Runnable {

		@Override
		@EventHandler("Dog.TrickAdded")
		public void added(String trick) {
		}

		@Override
		public void run() {
			added("roll over");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(Fine.class)
	static class OwnStore {

		@Bean
		ApplicationRecorder recorder() {
			return ProxyFactory.getProxy(ApplicationRecorder.class, new SingletonTargetSource(new MemoryRecorder()));
		}

	}

}
