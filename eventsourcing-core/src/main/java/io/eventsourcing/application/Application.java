package io.eventsourcing.application;

import java.util.List;
import java.util.Objects;

import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.RecordConflictException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.ClassUtils;

/**
 * The base of application objects: what users of a domain model command and query.
 * <p>
 * As a Spring bean it works with the store that is configured. Made by {@code new}
 * outside of Spring, it keeps its events in memory, unless it is given an infrastructure
 * first. Its own methods are safe for use by many threads. It can be proxied, so it has
 * no final methods.
 */
public abstract class Application implements InfrastructureAware, InitializingBean {

	private volatile @Nullable Infrastructure infrastructure;

	private boolean inMemory;

	/** The name of the application: that of its class, without the package. */
	public String name() {
		return ClassUtils.getUserClass(this).getSimpleName();
	}

	/**
	 * Stores the pending events of all the aggregates, and single events, or none.
	 * <p>
	 * Inside a Spring transaction it takes part in it, else it has its own. The events
	 * are pending no more once they are stored, and again if the transaction is rolled
	 * back.
	 * @return where the events were stored, in order
	 * @throws RecordConflictException if somebody else has changed one of the aggregates
	 * since it was loaded; it keeps its pending events
	 */
	public List<Recording> save(EventSource... sources) {
		return repository().save(sources);
	}

	/** Rebuilds the aggregates of the application. */
	public Repository repository() {
		return infrastructure().repository();
	}

	/** All events of the application's store, in one order. */
	public NotificationLog notificationLog() {
		return infrastructure().notificationLog();
	}

	/** The events of the application's aggregates. */
	public EventStore eventStore() {
		return infrastructure().eventStore();
	}

	private Infrastructure infrastructure() {
		Infrastructure current = this.infrastructure;
		return (current != null) ? current : fallBackToMemory();
	}

	private synchronized Infrastructure fallBackToMemory() {
		Infrastructure current = this.infrastructure;
		if (current == null) {
			current = Infrastructure.inMemory();
			this.infrastructure = current;
			this.inMemory = true;
		}
		return current;
	}

	@Override
	public synchronized void setInfrastructure(Infrastructure infrastructure) {
		if (this.inMemory) {
			throw new EventSourcingException(
					"%s has been used before it was given its store, so that events may have gone to memory. Do not use it in its constructor: do so in a method with @PostConstruct"
						.formatted(ClassUtils.getUserClass(this).getName()));
		}
		this.infrastructure = Objects.requireNonNull(infrastructure, "infrastructure");
	}

	/**
	 * Called by Spring, where an application must not fall back to memory.
	 * @throws EventSourcingException if it was given no infrastructure
	 */
	@Override
	public synchronized void afterPropertiesSet() {
		if (this.infrastructure == null || this.inMemory) {
			throw new EventSourcingException(
					"%s is a Spring bean but was given no event store: add eventsourcing-spring-boot-starter, or call setInfrastructure(..) when you make the bean"
						.formatted(ClassUtils.getUserClass(this).getName()));
		}
	}

}
