package io.eventsourcing.test.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** Slices under parallel execution, which the classes of this test are run with. */
class ParallelSlicesTest {

	private static final AtomicInteger IN_SLICES = new AtomicInteger();

	private static final CountDownLatch OTHER_TESTS = new CountDownLatch(3);

	@Test
	void slicesRunOneAfterTheOtherAndOtherTestsAtTheSameTime() {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectClass(FirstSlice.class), selectClass(SecondSlice.class), selectClass(OtherTests.class))
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		assertThat(listener.getSummary().getFailures()).isEmpty();
		assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(9);
	}

	/** A slice test that ends only after all other tests have run. */
	private static void alone(DogSchool school, NotificationLog log) throws InterruptedException {
		assertThat(IN_SLICES.incrementAndGet()).isEqualTo(1);
		school.registerDog("Fido");
		assertThat(OTHER_TESTS.await(30, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 20; i++) {
			school.registerDog("Fido");
		}
		assertThat(log.maxId()).isEqualTo(21);
		assertThat(IN_SLICES.decrementAndGet()).isZero();
	}

	@EventSourcingTest
	@ContextConfiguration(classes = DogApplication.class)
	static class FirstSlice {

		@RepeatedTest(3)
		void test(@Autowired DogSchool school, @Autowired NotificationLog log) throws InterruptedException {
			alone(school, log);
		}

	}

	@EventSourcingTest
	@ContextConfiguration(classes = DogApplication.class)
	static class SecondSlice {

		@RepeatedTest(3)
		void test(@Autowired DogSchool school, @Autowired NotificationLog log) throws InterruptedException {
			alone(school, log);
		}

	}

	static class OtherTests {

		@RepeatedTest(3)
		void test() {
			OTHER_TESTS.countDown();
		}

	}

}
