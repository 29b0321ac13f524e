package io.eventsourcing.domain;

import java.util.List;

/**
 * Thrown when an aggregate class breaks a rule for aggregates.
 */
public class AggregateDefinitionException extends FixableException {

	private final String className;

	private final List<String> problems;

	/**
	 * Creates an exception.
	 * @param className the name of the aggregate class
	 * @param problems the problems of the class with their fixes, one sentence each
	 */
	public AggregateDefinitionException(String className, List<String> problems) {
		super(describe(className, problems), describe(className, problems), "Correct " + className + ".", null);
		this.className = className;
		this.problems = List.copyOf(problems);
	}

	private static String describe(String className, List<String> problems) {
		return className + " is not a valid aggregate:"
				+ ((problems.size() == 1) ? " " + problems.get(0) : "\n  - " + String.join("\n  - ", problems));
	}

	/** The name of the aggregate class. */
	public String className() {
		return this.className;
	}

	/** All problems of the class with their fixes, one sentence each. */
	public List<String> problems() {
		return this.problems;
	}

}
