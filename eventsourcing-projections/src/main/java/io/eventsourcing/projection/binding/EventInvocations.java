package io.eventsourcing.projection.binding;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Recording;
import org.jspecify.annotations.Nullable;

/**
 * The methods that handle events, at most one for each type of event.
 *
 * @param byType the methods by the types of the events
 */
record EventInvocations(Map<EventType, EventInvocation> byType) {

	boolean isEmpty() {
		return this.byType.isEmpty();
	}

	boolean contains(EventType type) {
		return this.byType.containsKey(type);
	}

	/** Handles events in order. Events that no method handles are skipped. */
	void handle(List<Recording> recordings, CurrentNotification current, HandlerCalls calls) {
		int index = 0;
		while (index < recordings.size()) {
			current.moveTo(recordings.get(index).notificationId());
			EventInvocation invocation = find(recordings.get(index));
			if (invocation == null) {
				index++;
			}
			else if (invocation.takesList()) {
				int end = endOfRun(recordings, index);
				List<Recording> run = Collections.unmodifiableList(recordings.subList(index, end));
				calls.around(run.get(0), () -> invocation.callWithAll(run));
				index = end;
			}
			else {
				Recording recording = recordings.get(index++);
				calls.around(recording, () -> invocation.call(recording));
			}
		}
	}

	/**
	 * Returns the end of the run of consecutive events that the same method takes as a
	 * list. If the method takes single events, the run has one event.
	 */
	int endOfRun(List<Recording> recordings, int begin) {
		int end = begin + 1;
		EventInvocation invocation = find(recordings.get(begin));
		if (invocation == null || !invocation.takesList()) {
			return end;
		}
		while (end < recordings.size()) {
			EventInvocation next = find(recordings.get(end));
			if (next == null || !next.hasMethodOf(invocation)) {
				break;
			}
			end++;
		}
		return end;
	}

	private @Nullable EventInvocation find(Recording recording) {
		return this.byType.get(recording.event().type());
	}

}
