package io.eventsourcing.domain;

/**
 * An exception that provides the problem and its fix separately, so that both can be
 * shown without parsing the message. The message contains at least the problem.
 */
public interface HasFix {

	/** Returns the problem: one or more sentences, or the beginning of a list. */
	String problem();

	/** Returns the fix: one or more sentences, or a list of alternatives. */
	String fix();

}
