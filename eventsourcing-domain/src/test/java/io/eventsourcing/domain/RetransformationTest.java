package io.eventsourcing.domain;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Parameter;
import java.security.ProtectionDomain;
import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Other agents transform aggregates again, as Mockito does, and before JDK 19 the names
 * of parameters get lost then.
 */
class RetransformationTest {

	/** Whether names get lost depends on what has happened to a class before. */
	@Test
	void aggregatesWorkAfterTheyWereTransformedAgain() {
		JavaProcess program = JavaProcess.run(List.of("-XX:+EnableDynamicAgentLoading"), JavaProcess.classPathWithout(),
				RetransformationTest.class.getName());
		assertThat(program.exitCode()).as(program.output()).isZero();
	}

	public static void main(String[] args) throws Exception {
		useAfterTransformation();
		useBeforeAndAfterTransformation();
	}

	private static void useAfterTransformation() throws Exception {
		transformAgain(Dog.class);
		Parameter parameter = Dog.class.getDeclaredMethod("addTrick", String.class).getParameters()[0];
		assertThat(parameter.isNamePresent()).as("the trap is real").isEqualTo(Runtime.version().feature() >= 19);

		Dog dog = new Dog("Fido");
		dog.addTrick("sit");
		assertThat(Replays.collectAndReplay(dog)).extracting((event) -> event.payload().toString())
			.containsExactly("{name=Fido}", "{trick=sit}");
	}

	private static void useBeforeAndAfterTransformation() throws Exception {
		Other other = new Other();
		other.rename("a");
		transformAgain(Other.class);
		other.rename("b");
		assertThat(Replays.collectAndReplay(other)).extracting((event) -> event.payload().toString())
			.containsExactly("{}", "{name=a}", "{name=b}");
	}

	/** Needs a transformer that can do it; that it changes nothing does not matter. */
	private static void transformAgain(Class<?> type) throws Exception {
		Instrumentation instrumentation = ByteBuddyAgent.install();
		Watcher watcher = new Watcher(type);
		instrumentation.addTransformer(watcher, true);
		try {
			instrumentation.retransformClasses(type);
		}
		finally {
			instrumentation.removeTransformer(watcher);
		}
		assertThat(watcher.called).isTrue();
	}

	private static final class Watcher implements ClassFileTransformer {

		private final Class<?> expected;

		private boolean called;

		Watcher(Class<?> expected) {
			this.expected = expected;
		}

		@Override
		public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain,
				byte[] classFile) {
			this.called |= type == this.expected;
			return null;
		}

	}

	static class Other extends Aggregate {

		private String name;

		@Event
		Other() {
		}

		@Event
		void rename(String name) {
			this.name = name;
		}

	}

	static class Dog extends Aggregate {

		private final String name;

		private String trick;

		@Event
		Dog(String name) {
			this.name = name;
		}

		@Event
		void addTrick(String trick) {
			this.trick = trick;
		}

	}

}
