package io.eventsourcing.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.SaveInHandlerException;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.UnsupportedEventException;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.EventHandlingException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.jdbc.JdbcBatch;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.test.GivenEvent.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProjectionScenarioTest {

	private final Tricks tricks = new Tricks();

	@Test
	void theEventsOfAnAggregateAreHandledInOrder() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		fido.addTrick("fetch");
		ProjectionScenario.of(this.tricks).given(fido);
		assertThat(this.tricks.handled).containsExactly("2 roll over", "3 fetch");
	}

	@Test
	void anAggregateCanBeChangedAndGivenAgain() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		ProjectionScenario<Tricks> scenario = ProjectionScenario.of(this.tricks).given(fido);
		fido.addTrick("fetch");
		scenario.given(fido);
		assertThat(this.tricks.handled).containsExactly("2 roll over", "3 fetch");
	}

	@Test
	void severalAggregatesAndEventsCanBeGiven() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		Dog rex = new Dog("Rex");
		rex.addTrick("fetch");
		ProjectionScenario.of(this.tricks).given(rex, fido.collectEvents().get(1));
		assertThat(this.tricks.handled).containsExactly("2 fetch", "3 roll over");
	}

	@Test
	void aListGetsTheEventsOfACall() {
		List<Integer> sizes = new ArrayList<>();
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		ProjectionScenario.of(new Object() {

			@EventHandler("*")
			void all(List<Recording> recordings) {
				sizes.add(recordings.size());
			}

		}).given(fido, new Dog("Rex"));
		assertThat(sizes).containsExactly(3);
	}

	@Test
	void otherAggregatesAreNamed() {
		Object projection = new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				ProjectionScenarioTest.this.tricks.handled.add(trick);
			}

			@EventHandler("Kennel.Opened")
			void opened() {
				ProjectionScenarioTest.this.tricks.handled.add("opened");
			}

		};
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> ProjectionScenario.of(projection).given(fido))
			.withMessageContaining("Kennel.Opened")
			.withMessageEndingWith(
					"If the projection also handles events of another aggregate, pass its class to ProjectionScenario.of.");
		ProjectionScenario.of(projection, Kennel.class).given(fido).given(new Kennel());
		assertThat(this.tricks.handled).containsExactly("roll over", "opened");
	}

	/**
	 * The class of the second aggregate was unknown when the methods were first bound.
	 */
	@Test
	void aPatternSelectsTheEventsOfAnAggregateThatIsGivenLater() {
		List<String> topics = new ArrayList<>();
		ProjectionScenario.of(new Object() {

			@EventHandler("*")
			void any(Recording recording) {
				topics.add(recording.event().name());
			}

		}).given(new Dog("Fido")).given(new Kennel());
		assertThat(topics).containsExactly("Registered", "Opened");
	}

	@Test
	void anEventThatNoMethodHandlesIsAFailure() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ProjectionScenario.of(this.tricks).given(new Dog("Fido")))
			.withMessage("The projection 'tricks' handles none of the events [Dog.Registered]");
	}

	@Test
	void nothingToHandleIsRejected() {
		Dog fido = new Dog("Fido");
		fido.collectEvents();
		assertThatIllegalArgumentException().isThrownBy(() -> ProjectionScenario.of(this.tricks).given(fido))
			.withMessageStartingWith("There are no pending events to give to the projection 'tricks'.");
	}

	@Test
	void anUnknownTopicIsReportedAsAtStartUp() {
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> ProjectionScenario.of(new Object() {

				@EventHandler("Dog.TrickAded")
				void added(String trick) {
				}

			}).given(new Dog("Fido")))
			.withMessageContaining("Did you mean 'Dog.TrickAdded'?");
	}

	@Test
	void aMethodThatFailsIsNamedAndTheEventsStayPending() {
		Dog fido = new Dog("Fido");
		fido.addTrick("swear");
		assertThatExceptionOfType(EventHandlingException.class)
			.isThrownBy(() -> ProjectionScenario.of(this.tricks).given(fido))
			.withMessageContaining("Tricks.added")
			.withMessageContaining("Dog.TrickAdded, version 2");
		assertThat(fido.pendingEvents()).hasSize(2);
	}

	@Test
	void anEventThatCouldNotBeStoredIsRejected() {
		assertThatExceptionOfType(UnsupportedEventException.class)
			.isThrownBy(() -> ProjectionScenario.of(new Everything()).given(new Robot(new Thread())));
	}

	/** What a method gets has been written and read, as in production. */
	@Test
	void anEventThatCannotBeReadIsReported() {
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> ProjectionScenario.of(new Everything()).given(new Clock(new Hour(13))))
			.withMessageContaining("Clock.Set in version 1")
			.withMessageContaining("cannot be read");
	}

	@Test
	void theFormatOfTheApplicationIsUsed() {
		Topics topics = new Topics();
		Infrastructure infrastructure = Infrastructure.builder(new MemoryRecorder())
			.topics(topics)
			.transcoder(new Loud())
			.build();
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		ProjectionScenario.of(this.tricks, Kennel.class).using(infrastructure).given(fido);
		assertThat(this.tricks.handled).containsExactly("2 ROLL OVER");
		assertThat(topics.eventTypes()).containsKeys("Dog.TrickAdded", "Kennel.Opened");
	}

	@Test
	void aMethodCannotSaveEvents() {
		Infrastructure store = Infrastructure.inMemory();
		assertThatExceptionOfType(EventHandlingException.class).isThrownBy(() -> ProjectionScenario.of(new Object() {

			@EventHandler("Dog.Registered")
			void registered(String name) {
				store.repository().save(new Kennel());
			}

		}).given(new Dog("Fido")))
			.havingCause()
			.isInstanceOf(SaveInHandlerException.class)
			.withMessageContaining("Let the projection only write its read model.");
	}

	@Test
	void aBatchIsCommittedAtTheEndOfEachCall() {
		aBatchIsCommitted((scenario, dataSource) -> scenario
			.withTransactions(new TransactionTemplate(new JdbcTransactionManager(dataSource))));
		aBatchIsCommitted(ProjectionScenario::withTransactions);
	}

	private static void aBatchIsCommitted(BiConsumer<ProjectionScenario<Object>, DataSource> options) {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(
				"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.execute("create table tricks (trick varchar not null)");
		JdbcBatch batch = new JdbcBatch(jdbc);
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		ProjectionScenario<Object> scenario = ProjectionScenario.of(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				if (trick.isEmpty()) {
					throw new IllegalArgumentException("no trick");
				}
				batch.update("insert into tricks (trick) values (?)", trick);
			}

		});
		options.accept(scenario, dataSource);
		scenario.given(fido);
		fido.addTrick("sit");
		fido.addTrick("");
		scenario.when(fido).thenThrows(IllegalArgumentException.class).hasMessage("no trick");
		assertThat(jdbc.queryForList("select trick from tricks", String.class)).containsExactly("roll over");
	}

	@Test
	void theProjectionIsCheckedInTheSameChain() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		Dog rex = new Dog("Rex");
		rex.addTrick("sit");
		ProjectionScenario.of(this.tricks)
			.given(fido)
			.then((tricks) -> assertThat(tricks.handled).hasSize(1))
			.when(rex)
			.then((tricks) -> assertThat(tricks.handled).containsExactly("2 roll over", "4 sit"));
	}

	@Test
	void anExceptionOfAMethodIsExpected() {
		Dog fido = new Dog("Fido");
		fido.addTrick("swear");
		ProjectionResult<Tricks> result = ProjectionScenario.of(this.tricks).when(fido);
		result.thenThrows(IllegalStateException.class).hasMessage("swear");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.thenThrows(IllegalArgumentException.class))
			.withMessageContaining("but was: java.lang.IllegalStateException: swear");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then((tricks) -> {
		})).withMessageContaining("failed to handle notification 2");
		Dog rex = new Dog("Rex");
		rex.addTrick("sit");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ProjectionScenario.of(this.tricks).when(rex).thenThrows(IllegalStateException.class))
			.withMessageContaining("nothing was thrown");
	}

	@Test
	void storedEventsOfAnOlderVersionAreGiven() {
		ProjectionScenario.of(this.tricks, Dog.class)
			.given(stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
					stored("Dog.TrickAdded", 1, "{\"name\": \"sit\"}"),
					stored("Dog.TrickAdded", 2, "{\"trick\": \"stay\"}"))
			.then((tricks) -> assertThat(tricks.handled).containsExactly("2 sit", "3 stay"));
	}

	@Test
	void anExceptionForAStoredEventIsExpected() {
		ProjectionScenario.of(this.tricks, Dog.class)
			.when(stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
					stored("Dog.TrickAdded", 1, "{\"name\": \"swear\"}"))
			.thenThrows(IllegalStateException.class)
			.hasMessage("swear");
	}

	@Projection(name = "tricks", version = 2)
	static class Tricks {

		private final List<String> handled = new ArrayList<>();

		@EventHandler("Dog.TrickAdded")
		void added(String trick, Recording recording) {
			if (trick.equals("swear")) {
				throw new IllegalStateException(trick);
			}
			this.handled.add(recording.notificationId() + " " + trick);
		}

	}

	static class Everything {

		@EventHandler("*")
		void any(Recording recording) {
		}

	}

	static class Dog extends Aggregate {

		@Event("Registered")
		Dog(String name) {
		}

		@Event("TrickAdded")
		void addTrick(String trick) {
		}

		@Upcast(event = "TrickAdded", from = 1)
		static void rename(EventData event) {
			event.rename("name", "trick");
		}

	}

	static class Kennel extends Aggregate {

		@Event("Opened")
		Kennel() {
		}

	}

	static class Robot extends Aggregate {

		@Event("Started")
		Robot(Thread thread) {
		}

	}

	static class Clock extends Aggregate {

		@Event("Set")
		Clock(Hour hour) {
		}

	}

	/** Can be created only once, and therefore not be read. */
	record Hour(int value) {

		private static boolean created;

		Hour {
			if (created) {
				throw new IllegalArgumentException("created again");
			}
			created = true;
		}

	}

	/** Changes an attribute when it is written. */
	static class Loud implements Transcoder {

		private final Transcoder json = new JacksonTranscoder();

		@Override
		public byte[] encode(EventType type, Object payload) {
			String text = new String(this.json.encode(type, payload), StandardCharsets.UTF_8);
			return text.replace("roll over", "ROLL OVER").getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(EventType type, int version, byte[] bytes) {
			return this.json.decode(type, version, bytes);
		}

		@Override
		public void validate(EventType type) {
			this.json.validate(type);
		}

	}

}
