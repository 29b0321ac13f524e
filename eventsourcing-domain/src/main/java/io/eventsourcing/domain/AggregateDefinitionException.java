package io.eventsourcing.domain;

import java.util.List;

/**
 * An aggregate class is not written as it must be.
 */
public class AggregateDefinitionException extends EventSourcingException {

	private final String className;

	private final List<String> problems;

	/**
	 * @param className the name of the aggregate class
	 * @param problems what is wrong with it, one sentence each
	 */
	public AggregateDefinitionException(String className, List<String> problems) {
		super(className + " is not a valid aggregate:" + asList(problems));
		this.className = className;
		this.problems = List.copyOf(problems);
	}

	private static String asList(List<String> problems) {
		return (problems.size() == 1) ? " " + problems.get(0) : "\n  - " + String.join("\n  - ", problems);
	}

	/** The name of the aggregate class. */
	public String className() {
		return this.className;
	}

	/** What is wrong, one sentence each. */
	public List<String> problems() {
		return this.problems;
	}

}
