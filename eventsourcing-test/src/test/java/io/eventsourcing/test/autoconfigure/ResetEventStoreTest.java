package io.eventsourcing.test.autoconfigure;

import java.lang.reflect.Method;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.test.autoconfigure.dogs.Mailer;
import io.eventsourcing.test.autoconfigure.dogs.TrickCounts;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reset in the context of a whole application. The methods of the classes below are
 * what is run as a test, by hand, after events have been saved.
 */
class ResetEventStoreTest {

	@Test
	void withoutTheAnnotationATestSeesTheEventsOfOthers() throws Exception {
		Methods test = new Methods();
		TestContextManager manager = prepare(test);
		test.saveEvents();
		long head = test.log.maxId();
		long count = test.counts.count();
		assertThat(head).isGreaterThanOrEqualTo(2);
		assertThat(count).isPositive();
		run(manager, test, "plain", () -> {
			assertThat(test.log.maxId()).isEqualTo(head);
			assertThat(test.counts.count()).isEqualTo(count);
		});
		manager.afterTestClass();
	}

	@Test
	void anAnnotatedMethodBeginsWithAnEmptyStore() throws Exception {
		Methods test = new Methods();
		TestContextManager manager = prepare(test);
		test.saveEvents();
		assertThat(test.counts.count()).isPositive();
		run(manager, test, "reset", test::requireEmptyStoreThatWorks);
		manager.afterTestClass();
	}

	@Test
	void theMethodsOfAnAnnotatedClassBeginWithAnEmptyStore() throws Exception {
		Methods test = new AnnotatedClass();
		TestContextManager manager = prepare(test);
		for (int i = 0; i < 2; i++) {
			test.saveEvents();
			assertThat(test.counts.count()).isPositive();
			run(manager, test, "plain", test::requireEmptyStoreThatWorks);
		}
		manager.afterTestClass();
	}

	private static TestContextManager prepare(Object test) throws Exception {
		TestContextManager manager = new TestContextManager(test.getClass());
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		return manager;
	}

	private static void run(TestContextManager manager, Object test, String name, Runnable body) throws Exception {
		Method method = test.getClass().getMethod(name);
		manager.beforeTestMethod(test, method);
		body.run();
		manager.afterTestMethod(test, method, null);
	}

	@SpringBootTest(classes = DogApplication.class)
	static class Methods {

		@Autowired
		private DogSchool school;

		@Autowired
		private NotificationLog log;

		@Autowired
		private TestProjections projections;

		@Autowired
		private TrickCounts counts;

		/** Not let into slices, so the context is that of the whole application. */
		@Autowired
		private Mailer mailer;

		public void plain() {
		}

		@ResetEventStore
		public void reset() {
		}

		void saveEvents() {
			this.school.addTrick(this.school.registerDog("Fido"), "roll over");
			this.projections.await();
		}

		void requireEmptyStoreThatWorks() {
			assertThat(this.mailer).isNotNull();
			assertThat(this.log.maxId()).isZero();
			assertThat(this.counts.count()).isZero();
			saveEvents();
			assertThat(this.log.maxId()).isEqualTo(2);
			assertThat(this.counts.count()).isEqualTo(1);
		}

	}

	@ResetEventStore
	static class AnnotatedClass extends Methods {

	}

}
