package io.eventsourcing.application;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.RecordConflictException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;

/**
 * The base class of application services: the objects through which the rest of a program
 * sends commands and queries to its aggregates.
 * <p>
 * A Spring bean that extends this class uses the event store of its context; it can do so
 * from its {@code @PostConstruct} methods on. An application created with {@code new}
 * outside Spring keeps its events in memory, unless its constructor passes an
 * {@link Infrastructure} to this class. The methods of this class are thread-safe. None
 * of them is final, so that Spring can proxy subclasses.
 */
public abstract class Application {

	private final Object lock = new Object();

	private volatile @Nullable Infrastructure infrastructure;

	private boolean inMemory;

	/**
	 * Creates an application that uses the event store of its Spring context or, outside
	 * Spring, a store in memory.
	 */
	protected Application() {
	}

	/**
	 * Creates an application that uses the given event store, inside or outside Spring.
	 */
	protected Application(Infrastructure infrastructure) {
		this.infrastructure = Objects.requireNonNull(infrastructure, "infrastructure");
	}

	/**
	 * Returns the name of the application; by default, the simple name of its class.
	 */
	public String name() {
		return ClassUtils.getUserClass(this).getSimpleName();
	}

	/**
	 * Stores the pending events of all the aggregates and all the individual events, or
	 * none of them; see {@link Repository#save}.
	 * @return the stored events with their notification ids, in order
	 * @throws RecordConflictException if another save has changed one of the aggregates
	 * since it was loaded; the aggregate keeps its pending events
	 */
	public List<Recording> save(EventSource... sources) {
		return repository().save(sources);
	}

	/**
	 * Loads an aggregate, changes it and saves it, and repeats these steps after a
	 * conflict; see {@link Repository#change}.
	 * @return the aggregate as it was saved
	 * @throws AggregateNotFoundException if no aggregate with this id exists
	 */
	public <A extends Aggregate> A change(Class<A> type, UUID id, Consumer<? super A> change) {
		return repository().change(type, id, change);
	}

	/** Returns the repository that saves and rebuilds aggregates. */
	public Repository repository() {
		return infrastructure().repository();
	}

	/** Returns the log of all events in the application's store, as they are stored. */
	public NotificationLog notificationLog() {
		return infrastructure().notificationLog();
	}

	/**
	 * Follows the events of all aggregates: returns the existing events after a position,
	 * and then each new one, until the subscription is closed or the application shuts
	 * down; see {@link EventLog#subscribe(long)}.
	 * @param after the notification id of the last event that is already known, or 0 to
	 * start with the first event
	 * @return a subscription, which the caller must close
	 */
	public EventSubscription subscribe(long after) {
		return eventLog().subscribe(after);
	}

	/**
	 * Follows the events of one aggregate class, like {@link #subscribe(long)}.
	 * @param after the notification id of the last event that is already known, or 0
	 * @param type the aggregate class
	 * @return a subscription, which the caller must close
	 */
	public EventSubscription subscribe(long after, Class<? extends Aggregate> type) {
		return eventLog().subscribe(after, type);
	}

	/** Returns the log of all events in the application's store, as domain events. */
	public EventLog eventLog() {
		return infrastructure().eventLog();
	}

	/** Returns the store that keeps the events of aggregates. */
	public EventStore eventStore() {
		return infrastructure().eventStore();
	}

	/** Returns the components that this application uses. */
	public Infrastructure infrastructure() {
		Infrastructure current = this.infrastructure;
		return (current != null) ? current : fallBackToMemory();
	}

	private Infrastructure fallBackToMemory() {
		synchronized (this.lock) {
			Infrastructure current = this.infrastructure;
			if (current == null) {
				current = Infrastructure.inMemory();
				this.infrastructure = current;
				this.inMemory = true;
			}
			return current;
		}
	}

	/** Called by Spring on the bean itself, before it is initialised or proxied. */
	@Autowired
	private void inject(ObjectProvider<Infrastructure> available) {
		if (this.lock == null) {
			return; // a mock, whose constructor has not run
		}
		synchronized (this.lock) {
			if (this.inMemory) {
				throw new EventSourcingException(
						"%s was used before Spring injected its event store, so events may have been kept in memory. Do not use it in its constructor; use it in a @PostConstruct method"
							.formatted(ClassUtils.getUserClass(this).getName()));
			}
			if (this.infrastructure == null) {
				this.infrastructure = require(available.getIfAvailable());
			}
		}
	}

	private Infrastructure require(@Nullable Infrastructure available) {
		if (available == null) {
			throw new EventSourcingException(
					"%s is a Spring bean, but its context contains no event store. Add eventsourcing-spring-boot-starter, define a bean of the type %s, or pass one to the constructor of Application"
						.formatted(ClassUtils.getUserClass(this).getName(), Infrastructure.class.getName()));
		}
		return available;
	}

}
