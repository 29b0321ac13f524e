package io.eventsourcing.test.autoconfigure;

import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.projection.runner.ProjectionRunner;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Empties the event store of an application context. The context is paused meanwhile, so
 * that nothing follows the log from a position that it has in memory.
 */
final class EventStoreReset {

	private static final boolean PROJECTIONS_PRESENT = ClassUtils
		.isPresent("io.eventsourcing.projection.runner.ProjectionRunner", EventStoreReset.class.getClassLoader());

	private final ConfigurableApplicationContext context;

	private final ConfigurableListableBeanFactory beanFactory;

	EventStoreReset(ConfigurableApplicationContext context) {
		this.context = context;
		this.beanFactory = context.getBeanFactory();
	}

	/**
	 * Pauses the context, empties the store, and restarts the context.
	 * @throws EventSourcingSetupException if there is no event store that can be reset
	 * @throws IllegalStateException if the event store must not be reset
	 */
	void run() {
		requireResettable();
		this.context.pause();
		try {
			// before the read models, which a reset that fails must leave as they are
			created(this.beanFactory, ResettableRecorder.class).forEach(ResettableRecorder::reset);
			if (PROJECTIONS_PRESENT) {
				ReadModels.empty(this.beanFactory);
			}
		}
		finally {
			this.context.restart();
		}
	}

	private void requireResettable() {
		ApplicationRecorder recorder = this.beanFactory.getBeanProvider(ApplicationRecorder.class).getIfUnique();
		if (recorder == null) {
			throw new EventSourcingSetupException(
					"@ResetEventStore finds no single event store in the application context of the test",
					"Remove the annotation, or use @EventSourcingTest or @SpringBootTest, which have an event store.",
					null);
		}
		if (!(recorder instanceof ResettableRecorder resettable)) {
			throw new EventSourcingSetupException(
					"The event store is a bean of the application (%s) that tests cannot reset"
						.formatted(recorder.getClass().getName()),
					"Make the class implement ResettableRecorder, or remove @ResetEventStore from the test.", null);
		}
		resettable.requireResettable();
	}

	/**
	 * Returns the beans of a type that have been created: others have nothing to reset.
	 */
	private static <T> Stream<T> created(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		return Stream.of(beanFactory.getBeanNamesForType(type, false, false))
			.filter(beanFactory::containsSingleton)
			.map((name) -> beanFactory.getBean(name, type));
	}

	/** Loaded only if the module for projections is present. */
	private static final class ReadModels {

		static void empty(ConfigurableListableBeanFactory beanFactory) {
			created(beanFactory, ProjectionRunner.class).forEach(ProjectionRunner::emptyReadModels);
		}

	}

}
