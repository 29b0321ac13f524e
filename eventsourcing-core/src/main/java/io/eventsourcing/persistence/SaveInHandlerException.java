package io.eventsourcing.persistence;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if a method that handles events for a projection or a process application tries
 * to save events. Nothing has been saved.
 */
public class SaveInHandlerException extends FixableException {

	private SaveInHandlerException(String problem, String fix) {
		super(problem, fix);
	}

	static SaveInHandlerException ofProjection(String name) {
		return new SaveInHandlerException(
				"The projection '%s' saves events while it handles an event; nothing was saved. The transaction of the projection would block all other saves until it ends."
					.formatted(name),
				"Let the projection only write its read model. To react to an event by saving other events, write a ProcessApplication.");
	}

	static SaveInHandlerException ofPolicy(String name) {
		return new SaveInHandlerException(
				"The process application '%s' saves events while its policy handles an event; nothing was saved. The events would be saved again if the event were handled again."
					.formatted(name),
				"Pass the aggregates to processing.collectEvents(..) instead. Their events are saved when the policy returns, together with the position.");
	}

}
