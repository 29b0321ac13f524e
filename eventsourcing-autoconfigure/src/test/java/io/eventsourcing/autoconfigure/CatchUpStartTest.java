package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** Start-up that waits for projections. */
@ExtendWith(OutputCaptureExtension.class)
class CatchUpStartTest {

	private static final int DOGS = 300;

	private static final String CATCH_UP = "eventsourcing.projections.start=catch-up";

	private final String[] database = Contexts.newH2();

	@BeforeEach
	void saveEvents() {
		Dogs.released = new CountDownLatch(0);
		Dogs.broken = false;
		try (ConfigurableApplicationContext context = start(School.class)) {
			for (int i = 0; i < DOGS; i++) {
				context.getBean(DogSchool.class).registerDog("Fido");
			}
		}
	}

	@AfterEach
	void release() {
		Dogs.released.countDown();
	}

	private ConfigurableApplicationContext start(Class<?> source, String... properties) {
		return StartUp.of(source)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures", "eventsourcing.projections.on-failure=stop",
					"eventsourcing.projections.max-attempts=1")
			.with(this.database)
			.with(properties)
			.onWeb()
			.run();
	}

	@Test
	void theWebServerStartsWhenTheReadModelIsComplete() {
		try (ConfigurableApplicationContext context = start(WithDogs.class, CATCH_UP)) {
			assertThat(context.getBean(Dogs.class).whenWebServerStarted).isEqualTo(DOGS);
		}
	}

	@Test
	void theWebServerDoesNotWaitByDefault() {
		Dogs.released = new CountDownLatch(1);
		try (ConfigurableApplicationContext context = start(WithDogs.class)) {
			assertThat(context.getBean(Dogs.class).whenWebServerStarted).isZero();
			Dogs.released.countDown();
		}
	}

	@Test
	void startUpContinuesAfterTheTimeout(CapturedOutput output) {
		Dogs.released = new CountDownLatch(1);
		try (ConfigurableApplicationContext context = start(WithDogs.class, CATCH_UP,
				"eventsourcing.projections.start-timeout=1s")) {
			assertThat(output).contains(
					"The projection 'dogs' has not caught up within PT1S (eventsourcing.projections.start-timeout)");
			Dogs.released.countDown();
		}
	}

	@Test
	void startUpContinuesIfAProjectionHasFailed(CapturedOutput output) {
		Dogs.broken = true;
		try (ConfigurableApplicationContext context = start(WithDogs.class, CATCH_UP)) {
			assertThat(output).contains("The projection 'dogs' cannot catch up; start-up continues",
					"This projection is broken");
		}
	}

	@Test
	void aPausedProjectionIsNotWaitedFor(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(WithDogs.class,
				"eventsourcing.projections.enabled=false")) {
			context.getBean(ProjectionOperations.class).pause("dogs");
		}
		try (ConfigurableApplicationContext context = start(WithDogs.class, CATCH_UP)) {
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ZERO)).isFalse();
			assertThat(output).doesNotContain("has not caught up");
		}
	}

	@Test
	void aLogThatCannotBeReadIsNamed(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Follower.class, CATCH_UP,
				"eventsourcing.projections.start-timeout=1s",
				"eventsourcing.upstreams.kennel.url=http://localhost:1/eventsourcing/log")) {
			assertThat(output).contains(
					"The projection 'kennels' has not caught up, because the log 'kennel' that it follows could not be read within PT1S (eventsourcing.projections.start-timeout)");
		}
	}

	/** The property is without effect on a JDK without virtual threads. */
	@Test
	void theThreadsAreVirtualIfSpringIsToldSo() throws Exception {
		try (ConfigurableApplicationContext context = start(WithDogs.class, CATCH_UP,
				"spring.threads.virtual.enabled=true")) {
			Thread thread = context.getBean(Dogs.class).thread;
			assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= 21);
			assertThat(thread.getName()).startsWith("eventsourcing-projections-");
		}
		try (ConfigurableApplicationContext context = start(WithDogs.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			school.registerDog("Fido");
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(isVirtual(context.getBean(Dogs.class).thread)).isFalse();
		}
	}

	private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
		return Runtime.version().feature() >= 21 && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(DogSchool.class)
	static class School {

	}

	@Import(Dogs.class)
	static class WithDogs extends School {

	}

	@Import(Kennels.class)
	static class Follower extends School {

	}

	@Projection("kennels")
	@Follows("kennel")
	static class Kennels {

		@EventHandler("Kennel.Opened")
		void opened(Map<String, Object> attributes) {
		}

	}

	/** Takes its time. */
	@Projection("dogs")
	static class Dogs {

		private static volatile CountDownLatch released = new CountDownLatch(0);

		private static volatile boolean broken;

		private final AtomicInteger count = new AtomicInteger();

		private volatile int whenWebServerStarted = -1;

		private volatile Thread thread;

		@EventHandler("Dog.Registered")
		void registered() throws InterruptedException {
			if (broken) {
				throw new IllegalStateException("This projection is broken");
			}
			released.await();
			this.thread = Thread.currentThread();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			this.count.incrementAndGet();
		}

		@EventListener
		void started(ServletWebServerInitializedEvent event) {
			this.whenWebServerStarted = this.count.get();
		}

	}

}
