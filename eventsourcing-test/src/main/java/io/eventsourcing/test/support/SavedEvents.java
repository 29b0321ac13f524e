package io.eventsourcing.test.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataJson;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The events that the calling thread saves during a call, or those that process
 * applications save in response, in a store to which others may write at the same time.
 */
@Internal
public final class SavedEvents {

	/** The key of the entry that marks the events of a call. */
	private static final String KEY = "test.scenario";

	private static final int PAGE_SIZE = 500;

	private final Infrastructure infrastructure;

	private final String mark = UUID.randomUUID().toString();

	private final long before;

	private final boolean consequences;

	private SavedEvents(Infrastructure infrastructure, boolean consequences) {
		this.infrastructure = infrastructure;
		this.consequences = consequences;
		this.before = infrastructure.notificationLog().maxId();
	}

	/** Returns the events that are saved from now on. */
	public static SavedEvents of(Infrastructure infrastructure) {
		return new SavedEvents(infrastructure, false);
	}

	/**
	 * Returns the events that process applications save from now on, in response to those
	 * that the calling thread saves.
	 */
	public static SavedEvents consequences(Infrastructure infrastructure) {
		return new SavedEvents(infrastructure, true);
	}

	public void during(ThrowingCallable call) throws Throwable {
		try (Metadata.Scope scope = Metadata.with(KEY, this.mark)) {
			call.call();
		}
	}

	/** Returns the events that are stored now, in the order of the log. */
	public List<Recording> recordings() {
		List<Recording> recordings = new ArrayList<>();
		Set<String> causes = new HashSet<>();
		for (Notification notification : notifications()) {
			String metadata = String.valueOf(notification.event().metadata());
			boolean marked = metadata.contains(this.mark);
			boolean consequence = this.consequences && isConsequence(metadata, causes);
			if (marked || consequence) {
				causes.add(Long.toString(notification.id()));
			}
			if (this.consequences ? consequence : marked) {
				decode(notification, recordings);
			}
		}
		return recordings;
	}

	private static boolean isConsequence(String metadata, Set<String> causes) {
		return causes.contains(MetadataJson.read(metadata).get(Metadata.CAUSATION_ID));
	}

	private void decode(Notification notification, List<Recording> recordings) {
		this.infrastructure.eventLog()
			.mapper()
			.toDomainEvents(notification.event(), (event) -> recordings.add(new Recording(event, notification.id())));
	}

	private List<Notification> notifications() {
		List<Notification> all = new ArrayList<>();
		NotificationQuery query = NotificationQuery.after(this.before, PAGE_SIZE)
			.upTo(Math.max(this.before, this.infrastructure.notificationLog().maxId()));
		List<Notification> page;
		do {
			page = this.infrastructure.notificationLog().select(query);
			all.addAll(page);
			query = page.isEmpty() ? query : query.continuedAfter(page.get(page.size() - 1).id());
		}
		while (!page.isEmpty());
		return all;
	}

	/**
	 * Loads all aggregates to which the events belong.
	 * @throws AssertionError if one of them cannot be loaded
	 */
	public void requireLoadable(List<DomainEvent> events) {
		for (DomainEvent event : events) {
			try {
				this.infrastructure.repository().get(event.type().aggregateType(), event.originatorId());
			}
			catch (RuntimeException ex) {
				throw new AssertionError("%s %s cannot be loaded again: %s"
					.formatted(event.type().aggregateType().getName(), event.originatorId(), ex.getMessage()), ex);
			}
		}
	}

}
