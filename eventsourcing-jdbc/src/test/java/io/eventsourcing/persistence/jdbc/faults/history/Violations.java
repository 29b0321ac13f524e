package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.jdbc.faults.history.Violation.Kind;

/** The violations that were found. Thread-safe. */
public final class Violations {

	private static final int PRINTED = 10;

	private final List<Violation> found = new ArrayList<>();

	private final Set<Kind> tolerated = EnumSet.noneOf(Kind.class);

	private int toleratedCount;

	/** Only counts violations of a kind from now on. */
	public synchronized void tolerate(Kind kind) {
		this.tolerated.add(kind);
	}

	/** Returns how many violations were tolerated. */
	public synchronized int tolerated() {
		return this.toleratedCount;
	}

	public synchronized void add(Kind kind, String what, Object... arguments) {
		if (this.tolerated.contains(kind)) {
			this.toleratedCount++;
			return;
		}
		this.found.add(new Violation(kind, what.formatted(arguments)));
	}

	public synchronized int size() {
		return this.found.size();
	}

	public synchronized Set<Kind> kinds() {
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		this.found.forEach((each) -> kinds.add(each.kind()));
		return kinds;
	}

	/** Fails with a list of the violations if there are any. */
	public synchronized void throwIfAny() {
		if (!this.found.isEmpty()) {
			throw new AssertionError(toString());
		}
	}

	@Override
	public synchronized String toString() {
		return this.found.stream()
			.limit(PRINTED)
			.map(Violation::toString)
			.collect(Collectors.joining("\n", this.found.size() + " violations\n", ""));
	}

}
