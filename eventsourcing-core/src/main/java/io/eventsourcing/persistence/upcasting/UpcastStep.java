package io.eventsourcing.persistence.upcasting;

import java.util.Set;
import java.util.function.Function;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;

import org.springframework.util.ClassUtils;

/**
 * A step that brings an event of an aggregate class to its next version.
 *
 * @param event the name of the event within the class
 * @param from the version to which the step applies
 * @param becomes the names of the events into which the event may be split
 * @param mayReplace whether the step may split or drop the event
 * @param source the method or the bean that declares the step, for messages
 * @param function the step itself
 */
public record UpcastStep(String event, int from, Set<String> becomes, boolean mayReplace, String source,
		Function<EventData, Upcasted> function) {

	/** Returns the step that a bean is. */
	public static UpcastStep of(Upcaster upcaster) {
		return new UpcastStep(Topic.parse(upcaster.event()).eventType(), upcaster.from(),
				Set.copyOf(upcaster.becomes()), true, ClassUtils.getUserClass(upcaster).getName(), upcaster::upcast);
	}

	Upcasted apply(EventData data) {
		Upcasted result;
		try {
			result = this.function.apply(data);
		}
		catch (Exception ex) {
			// Steps may throw checked exceptions, too
			throw new FailedStepException(this, ex);
		}
		if (result == null) {
			throw new FailedStepException(this, "has returned null instead of an Upcasted.");
		}
		for (Upcasted.Part part : result.parts()) {
			String name = part.event();
			if (!name.isEmpty() && !name.equals(this.event) && !this.becomes.contains(name)) {
				throw new FailedStepException(this,
						"has returned the event %s, but its 'becomes' declares only %s.".formatted(name, this.becomes));
			}
		}
		return result;
	}

	@Override
	public String toString() {
		return "the step %s (%s from version %d)".formatted(this.source, this.event, this.from);
	}

}
