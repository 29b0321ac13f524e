package io.eventsourcing.domain;

/**
 * An exception that says apart what is wrong and what to do about it, so that both can be
 * shown without parsing its message. The message contains at least the problem.
 */
public interface HasFix {

	/** What is wrong: one or more sentences, or the start of a list. */
	String problem();

	/** What to do about it: one or more sentences, or a list of alternatives. */
	String fix();

}
