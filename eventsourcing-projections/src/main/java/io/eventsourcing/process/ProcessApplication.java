package io.eventsourcing.process;

import java.util.Set;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;

/**
 * The base class of applications that react to events by saving other events. Methods
 * that are annotated with {@link io.eventsourcing.projection.EventHandler} handle the
 * events in the log of the application's own store, in order, including those that were
 * saved before the application was first deployed:
 *
 * <pre class="code">
 * &#64;EventHandler("Dog.TrickAdded")
 * void count(String trick, Processing processing) {
 *     TrickCounter counter = repository().find(TrickCounter.class, TrickCounter.id(trick))
 *         .orElseGet(() -&gt; new TrickCounter(trick));
 *     counter.increment();
 *     processing.collectEvents(counter);
 * }
 * </pre>
 *
 * Each event takes effect exactly once: the collected events and the position of the
 * application are stored in one commit. No transaction is open while a method runs. If
 * another save has changed one of the collected aggregates, the method is called again,
 * and loads the aggregates again. What a method does besides collecting events, such as
 * sending an e-mail, may therefore happen more than once.
 * <p>
 * The position is stored under the {@linkplain #name() name} of the application. If the
 * name changes, the application handles all events again.
 */
public abstract class ProcessApplication extends Application {

	/**
	 * Creates an application that uses the event store of its Spring context or, outside
	 * Spring, a store in memory.
	 */
	protected ProcessApplication() {
	}

	/**
	 * Creates an application that uses the given event store, inside or outside Spring.
	 */
	protected ProcessApplication(Infrastructure infrastructure) {
		super(infrastructure);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * While a policy runs, {@code get} and {@code find} return the object of an aggregate
	 * that was already collected, for example for another part of an event that upcasting
	 * has split.
	 */
	@Override
	public Repository repository() {
		Processing processing = Processing.current();
		Repository repository = super.repository();
		return (processing != null) ? new CollectedRepository(repository, processing) : repository;
	}

	/**
	 * Returns the topics of the events that the {@linkplain #policy policy} handles, such
	 * as {@code Dog.TrickAdded}. Current names include aliases. If the set is empty,
	 * which is the default, these are the events of the annotated methods or, if there
	 * are none, all events, including those that this application saves.
	 */
	public Set<String> topics() {
		return Set.of();
	}

	/**
	 * Reacts to an event. By default, calls the annotated method that handles it. It must
	 * not save anything; it passes changed aggregates to
	 * {@link Processing#collectEvents}.
	 * @param event the event
	 * @param processing collects the aggregates whose events are to be saved
	 */
	protected void policy(DomainEvent event, Processing processing) {
		processing.callHandler();
	}

}
