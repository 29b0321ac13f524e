package io.eventsourcing.projection.binding;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Methods that would run elsewhere than in the transaction that moves the position. */
class HandlerRulesTest {

	static Stream<Arguments> refusals() {
		return Stream.of(refused(AsyncMethod::new, "is @Async", "Remove @Async"),
				refused(AsyncClass::new, "is @Async", "Remove @Async"),
				refused(NewTransaction::new, "leaves the transaction", "Remove @Transactional"),
				refused(NoTransactionInClass::new, "leaves the transaction", "Remove @Transactional"),
				refused(OtherDatabase::new, "with the transaction manager 'reporting'", "Remove @Transactional"),
				refused(() -> proxy(new FinalMethod(), true), "does not override it", "Remove 'final'"),
				refused(() -> proxy(new Shown(), false), "only implements interfaces", "proxyTargetClass=true"));
	}

	private static Arguments refused(Supplier<Object> bean, String problem, String fix) {
		return arguments(Named.of(problem, bean), problem, fix);
	}

	@ParameterizedTest
	@MethodSource
	void refusals(Supplier<Object> bean, String problem, String fix) {
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> bind(bean.get()))
			.satisfies((ex) -> {
				assertThat(ex.problem()).startsWith("The method HandlerRulesTest.").contains(problem);
				assertThat(ex.fix()).contains(fix);
			});
	}

	@Test
	void aTransactionThatJoinsIsAccepted() {
		assertThat(bind(new Joining()).topics()).containsExactly("Cat.Fed");
	}

	@Test
	void aFinalMethodWithoutAProxyIsAccepted() {
		assertThat(bind(new FinalMethod()).topics()).containsExactly("Cat.Fed");
	}

	private static EventHandlers bind(Object bean) {
		Topics topics = new Topics();
		topics.register(Cat.class);
		return EventHandlers.of(bean, topics);
	}

	private static Object proxy(Object bean, boolean ofClass) {
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(ofClass);
		return factory.getProxy();
	}

	static class AsyncMethod {

		@Async
		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	@Async
	static class AsyncClass {

		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	static class NewTransaction {

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	static class NoTransactionInClass {

		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	static class OtherDatabase {

		@Transactional("reporting")
		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	@Transactional
	static class Joining {

		@EventHandler("Cat.Fed")
		void fed() {
		}

	}

	static class FinalMethod {

		@EventHandler("Cat.Fed")
		final void fed() {
		}

	}

	static class Shown implements Runnable {

		@EventHandler("Cat.Fed")
		public void fed() {
		}

		@Override
		public void run() {
			fed();
		}

	}

}
