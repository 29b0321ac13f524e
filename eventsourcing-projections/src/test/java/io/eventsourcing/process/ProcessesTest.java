package io.eventsourcing.process;

import java.util.function.Function;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What is refused before anything runs. */
class ProcessesTest {

	private static void refused(Function<Infrastructure, ProcessApplication> application, String message) {
		ApplicationSystem system = ApplicationSystem.pipe(application.apply(Infrastructure.inMemory()))
			.register(Dog.class);
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(system::run)
			.withMessageContaining(message);
	}

	private static final class Idle extends ProcessApplication {

		Idle(Infrastructure infrastructure) {
			super(infrastructure);
		}

	}

	private static final class Resetting extends TrickCounters {

		Resetting(Infrastructure infrastructure) {
			super(infrastructure);
		}

		@OnReset
		void reset() {
		}

	}

	private static final class Misspelled extends TrickCounters {

		Misspelled(Infrastructure infrastructure) {
			super(infrastructure);
		}

		@EventHandler("Dog.Registred")
		void registered() {
		}

	}

	@Follows("elsewhere")
	private static final class Following extends TrickCounters {

		Following(Infrastructure infrastructure) {
			super(infrastructure);
		}

	}

	@Test
	void aProcessThatHandlesNothing() {
		refused(Idle::new, "Annotate a method with @EventHandler, or override policy(..).");
	}

	@Test
	void aProcessThatCouldBeRebuilt() {
		refused(Resetting::new, "@OnReset or @OnActivation");
	}

	@Test
	void anUnknownEvent() {
		refused(Misspelled::new, "Did you mean 'Dog.Registered'?");
	}

	@Test
	void anotherLog() {
		refused(Following::new, "is annotated with @Follows");
	}

	@Test
	void twoOfTheSameName() {
		Infrastructure infrastructure = Infrastructure.inMemory();
		ApplicationSystem system = ApplicationSystem
			.pipe(new TrickCounters(infrastructure), new TrickCounters(infrastructure))
			.register(Dog.class);
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(system::run)
			.withMessageContaining("the name 'counters'");
	}

	@Test
	void applicationsOfSeveralStores() {
		Application one = new TrickCounters(Infrastructure.inMemory(), "one");
		Application two = new TrickCounters(Infrastructure.inMemory(), "two");
		assertThatIllegalArgumentException().isThrownBy(() -> ApplicationSystem.pipe(one, two))
			.withMessageContaining("'one' and 'two' do not use the same event store");
		assertThatIllegalArgumentException().isThrownBy(ApplicationSystem::pipe);
	}

	@Test
	void aStoreWithoutPositions() {
		ApplicationSystem system = ApplicationSystem.pipe(new TrickCounters(Infrastructure.of(new MemoryRecorder())));
		assertThatIllegalStateException().isThrownBy(system::run)
			.withMessageContaining("Infrastructure.of(recorder, consumers)");
	}

}
