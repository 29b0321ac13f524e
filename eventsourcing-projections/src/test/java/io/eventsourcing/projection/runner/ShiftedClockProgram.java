package io.eventsourcing.projection.runner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.TestDatabase;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;

/** Runs the {@link RunnerProgram} in a JVM whose clock is wrong. */
final class ShiftedClockProgram {

	private static final String SHIFT = "clock.shift";

	private ShiftedClockProgram() {
	}

	static Process start(TestDatabase database, Duration shift) {
		List<String> options = List.of("-Xmx128m", "-XX:+EnableDynamicAgentLoading",
				"-Djdk.attach.allowAttachSelf=true", "-D" + SHIFT + "=" + shift.toSeconds());
		return JavaProcess.start(options, ShiftedClockProgram.class, database.jdbcUrl(), database.username(),
				database.password());
	}

	public static void main(String[] args) throws Exception {
		Instant before = Instant.now();
		shiftClock();
		Duration shift = Duration.ofSeconds(Long.getLong(SHIFT));
		if (Duration.between(before.plus(shift), Instant.now()).abs().compareTo(Duration.ofMinutes(1)) > 0) {
			throw new IllegalStateException("The clock is not shifted");
		}
		RunnerProgram.main(args);
	}

	/** Shifts everything in java.time that reads the clock of the system. */
	private static void shiftClock() {
		ByteBuddyAgent.install();
		new ByteBuddy().redefine(Clock.class)
			.visit(Advice.to(Shift.class).on(ElementMatchers.named("currentInstant")))
			.make()
			.load(null, ClassReloadingStrategy.fromInstalledAgent());
	}

	/** Is inlined into a class of the JDK, so it uses only classes of the JDK. */
	private static final class Shift {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) Instant now) {
			now = now.plusSeconds(Long.getLong("clock.shift"));
		}

	}

}
