package io.eventsourcing.test.autoconfigure;

import java.util.List;

import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.test.TestProjections;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogNames;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The test framework pauses a context while tests use another one. The classes of these
 * tests are run by hand, as JUnit runs them.
 */
class PausedContextTest {

	@Test
	void projectionsStopWithTheirContextAndContinueFromTheirPositions() throws Exception {
		First first = new First();
		TestContextManager user = use(first);
		first.school.registerDog("Fido");
		first.projections.await();
		assertThat(projectionThreads()).isNotEmpty();
		user.afterTestClass();

		Second second = new Second();
		user = use(second);
		assertThat(second.context).isNotSameAs(first.context);
		assertThat(first.states.states()).isNotEmpty()
			.allSatisfy((state) -> assertThat(state.owner()).isNull())
			.allSatisfy((state) -> assertThat(state.status()).isEqualTo(ProjectionStatus.WAITING));
		// No context runs projections: the second one has none, all others are paused
		await().untilAsserted(() -> assertThat(projectionThreads()).isEmpty());
		first.school.registerDog("Rex");
		assertThat(first.names.names()).containsExactly("Fido");
		user.afterTestClass();

		First again = new First();
		user = use(again);
		assertThat(again.context).isSameAs(first.context);
		again.projections.await();
		// each event was handled once
		assertThat(again.names.names()).containsExactly("Fido", "Rex");
		user.afterTestClass();
	}

	/** The threads without which no projection can handle an event. */
	private static List<String> projectionThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("eventsourcing-projections-"))
			.toList();
	}

	private static TestContextManager use(Object test) throws Exception {
		TestContextManager manager = new TestContextManager(test.getClass());
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		return manager;
	}

	@SpringBootTest(classes = DogApplication.class, properties = "spring.datasource.name=first")
	static class First {

		@Autowired
		private ApplicationContext context;

		@Autowired
		private DogSchool school;

		@Autowired
		private Projections states;

		@Autowired
		private TestProjections projections;

		@Autowired
		private DogNames names;

	}

	@SpringBootTest(classes = DogApplication.class,
			properties = { "spring.datasource.name=second", "eventsourcing.projections.enabled=false" })
	static class Second {

		@Autowired
		private ApplicationContext context;

	}

}
