package io.eventsourcing.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the report in Markdown. */
final class Report {

	private final PrintStream out;

	Report(PrintStream out) {
		this.out = out;
	}

	void title(String text) {
		this.out.printf("%n### %s%n%n", text);
	}

	void note(String text) {
		this.out.printf("%s%n%n", text);
	}

	void comparison(String what) {
		this.out.printf("| %s | hand-written, per second | event store, per second | ratio |%n|---|---|---|---|%n",
				what);
	}

	void row(String what, Rounds.Result result) {
		this.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |%n", what, result.plain(), result.ours(),
				result.ratio());
	}

	void table(String... header) {
		row(header);
		this.out.println("|" + "---|".repeat(header.length));
	}

	void row(String... cells) {
		this.out.println("| " + String.join(" | ", cells) + " |");
	}

}
