package io.eventsourcing.test.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.test.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** What is bound to a test belongs to its thread, and only while the test runs. */
class BindingExtensionTest {

	private static final int TESTS = 50;

	private static TestExecutionSummary run(Class<?> type) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectClass(type))
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + 2 * TESTS)
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return listener.getSummary();
	}

	@AfterEach
	void theSystemIsInUse() {
		assertThat(EventClock.now()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(Ids.create().version()).isEqualTo(7);
	}

	@Test
	void testsThatRunAtOnceEachSeeTheirOwnTimeAndIds() {
		TestExecutionSummary summary = run(AtOnce.class);
		assertThat(summary.getFailures()).extracting((failure) -> failure.getException()).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(TESTS);
	}

	@Test
	void theSystemIsBackAfterEveryFailure() {
		assertThat(run(Failing.class).getTestsFailedCount()).isEqualTo(1);
		theSystemIsInUse();
		assertThat(run(FailingBefore.class).getTestsFailedCount()).isEqualTo(1);
		theSystemIsInUse();
		assertThat(run(FailingAfter.class).getTestsFailedCount()).isEqualTo(1);
		theSystemIsInUse();
		assertThat(run(FailingConstructor.class).getTestsFailedCount()).isEqualTo(1);
		theSystemIsInUse();
		assertThat(run(FailingBeforeAll.class).getContainersFailedCount()).isEqualTo(1);
	}

	@Test
	void aTimeThatCannotBeReadIsExplained() {
		assertThat(run(Misspelled.class).getFailures()).singleElement()
			.satisfies((failure) -> assertThat(failure.getException())
				.hasMessage("@FixedTime(\"tomorrow\") is not a time such as 2026-02-01T00:00:00Z"));
	}

	/** Run by the launcher of these tests only. */
	@Execution(ExecutionMode.CONCURRENT)
	@FixedTime("2026-02-01T00:00:00Z")
	@SequentialIds
	static class AtOnce {

		private static final CyclicBarrier BARRIER = new CyclicBarrier(TESTS);

		static IntStream numbers() {
			return IntStream.range(0, TESTS);
		}

		@ParameterizedTest
		@MethodSource("numbers")
		void test(int number, TestClock clock) throws Exception {
			clock.advance(Duration.ofSeconds(number));
			for (int i = 1; i <= 10; i++) {
				BARRIER.await(60, TimeUnit.SECONDS);
				assertThat(EventClock.now()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z").plusSeconds(number));
				assertThat(Ids.create()).isEqualTo(new UUID(0, i));
			}
		}

	}

	@FixedTime("2026-02-01T00:00:00Z")
	@SequentialIds
	static class Failing {

		@Test
		void fails() {
			throw new IllegalStateException();
		}

	}

	static class FailingBefore extends Failing {

		@BeforeEach
		void failBefore() {
			throw new IllegalStateException();
		}

	}

	static class FailingAfter extends Failing {

		@AfterEach
		void failAfter() {
			throw new IllegalStateException();
		}

	}

	static class FailingConstructor extends Failing {

		FailingConstructor() {
			throw new IllegalStateException();
		}

	}

	static class FailingBeforeAll extends Failing {

		@BeforeAll
		static void failBeforeAll() {
			throw new IllegalStateException();
		}

	}

	@FixedTime("tomorrow")
	static class Misspelled {

		@Test
		void test() {
		}

	}

}
