package io.eventsourcing.enhancer;

import java.io.PrintWriter;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

/**
 * Runs the tests of the domain.
 */
final class DomainTests {

	private DomainTests() {
	}

	public static void main(String[] arguments) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectPackage("io.eventsourcing.domain"))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		TestExecutionSummary summary = listener.getSummary();
		PrintWriter output = new PrintWriter(System.out);
		summary.printFailuresTo(output, 20);
		output.flush();
		System.out.println("succeeded: " + summary.getTestsSucceededCount());
		System.exit((int) Math.min(1, summary.getTotalFailureCount()));
	}

}
