package io.eventsourcing.test.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.projection.runner.ProjectionRunner;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Empties the event store of an application context, which may be a bean of a parent
 * context. The contexts are paused meanwhile, so that nothing follows the log from a
 * position that it has in memory.
 */
final class EventStoreReset {

	private static final boolean PROJECTIONS_PRESENT = ClassUtils
		.isPresent("io.eventsourcing.projection.runner.ProjectionRunner", EventStoreReset.class.getClassLoader());

	/** The context of the test, its parent, and so on. */
	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	EventStoreReset(ConfigurableApplicationContext context) {
		for (ApplicationContext each = context; each != null; each = each.getParent()) {
			if (each instanceof ConfigurableApplicationContext configurable) {
				this.contexts.add(configurable);
			}
		}
	}

	/**
	 * Pauses the contexts, empties the store, and restarts the contexts.
	 * @throws EventSourcingSetupException if there is no event store that can be reset
	 * @throws IllegalStateException if the event store must not be reset
	 */
	void run() {
		ResettableRecorder store = requireResettable();
		try {
			this.contexts.forEach(ConfigurableApplicationContext::pause);
			store.reset();
			created(ResettableRecorder.class).filter((other) -> !(other instanceof ApplicationRecorder))
				.forEach(ResettableRecorder::reset);
			// after the events: a reset that fails must leave the read models as they are
			if (PROJECTIONS_PRESENT) {
				ReadModels.empty(this);
			}
		}
		finally {
			// the parents first, because the beans of a context depend on theirs
			for (int i = this.contexts.size() - 1; i >= 0; i--) {
				this.contexts.get(i).restart();
			}
		}
	}

	private ResettableRecorder requireResettable() {
		ApplicationRecorder recorder = this.contexts.get(0).getBeanProvider(ApplicationRecorder.class).getIfUnique();
		if (recorder == null) {
			throw new EventSourcingSetupException(
					"@ResetEventStore finds no single event store in the application context of the test",
					"Remove the annotation, or use @EventSourcingTest or @SpringBootTest, which have an event store.",
					null);
		}
		if (!(recorder instanceof ResettableRecorder store)) {
			throw new EventSourcingSetupException(
					"The event store is a bean of the application (%s) that tests cannot reset"
						.formatted(recorder.getClass().getName()),
					"Make the class implement ResettableRecorder, or remove @ResetEventStore from the test.", null);
		}
		store.requireResettable();
		return store;
	}

	/**
	 * Returns the beans of a type that have been created: others have nothing to reset.
	 */
	private <T> Stream<T> created(Class<T> type) {
		return this.contexts.stream()
			.map(ConfigurableApplicationContext::getBeanFactory)
			.flatMap((beanFactory) -> Stream.of(beanFactory.getBeanNamesForType(type, false, false))
				.filter(beanFactory::containsSingleton)
				.map((name) -> beanFactory.getBean(name, type)));
	}

	/** Loaded only if the module for projections is present. */
	private static final class ReadModels {

		static void empty(EventStoreReset reset) {
			reset.created(ProjectionRunner.class).forEach(ProjectionRunner::emptyReadModels);
		}

	}

}
