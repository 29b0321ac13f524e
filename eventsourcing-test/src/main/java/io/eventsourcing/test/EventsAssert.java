package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.test.support.EventText;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about events, in addition to those of AssertJ about lists. In messages,
 * events are shown with their names and attributes.
 * <p>
 * An event is expected by its name, by its record, or by {@link ExpectedEvent#event
 * event(name, values..)}. The ids of aggregates, versions and times are not compared.
 */
public final class EventsAssert
		extends AbstractListAssert<EventsAssert, List<? extends DomainEvent>, DomainEvent, ObjectAssert<DomainEvent>> {

	EventsAssert(List<? extends DomainEvent> actual) {
		super(actual, EventsAssert.class);
		this.info.useRepresentation(EventText.INSTANCE);
	}

	/**
	 * Begins assertions about events, for example
	 * {@code assertThat(dog.pendingEvents()).containsExactlyEvents("Registered")}.
	 */
	public static EventsAssert assertThat(List<? extends DomainEvent> actual) {
		return new EventsAssert(actual);
	}

	/**
	 * Verifies that the events are exactly the expected ones, in this order.
	 * @param expected names, records, or results of {@link ExpectedEvent#event}
	 */
	public EventsAssert containsExactlyEvents(Object... expected) {
		isNotNull();
		ExpectedEvents events = ExpectedEvents.of(expected);
		if (!events.areExactly(this.actual)) {
			throw failureWithActualExpected(EventText.lines(this.actual), EventText.lines(events.events()), "%s",
					events.message(this.actual, List.of()));
		}
		return this;
	}

	/**
	 * Verifies that the expected events are among the events, in any order.
	 * @param expected names, records, or results of {@link ExpectedEvent#event}
	 */
	public EventsAssert containsEvents(Object... expected) {
		isNotNull();
		ExpectedEvents events = ExpectedEvents.of(expected);
		List<ExpectedEvent> missing = events.missingFrom(this.actual);
		if (!missing.isEmpty()) {
			throw failure("Expected among the events:\n%s\nbut were:\n%s%s", EventText.lines(missing),
					EventText.lines(this.actual), events.hints(this.actual, List.of()));
		}
		return this;
	}

	@Override
	protected ObjectAssert<DomainEvent> toAssert(@Nullable DomainEvent value, String description) {
		return new ObjectAssert<>(value).as(description);
	}

	@Override
	protected EventsAssert newAbstractIterableAssert(Iterable<? extends DomainEvent> iterable) {
		List<DomainEvent> events = new ArrayList<>();
		iterable.forEach(events::add);
		return new EventsAssert(events);
	}

}
