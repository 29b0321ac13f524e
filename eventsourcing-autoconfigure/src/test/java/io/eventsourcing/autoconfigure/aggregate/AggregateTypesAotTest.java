package io.eventsourcing.autoconfigure.aggregate;

import java.io.IOException;
import java.util.List;

import io.eventsourcing.autoconfigure.EventSourcingAutoConfiguration;
import io.eventsourcing.autoconfigure.EventSourcingMemoryAutoConfiguration;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is generated when an application is processed ahead of time.
 */
class AggregateTypesAotTest {

	private static final String SCAN = "eventsourcing.base-packages=" + AggregateTypesAotTest.class.getPackageName();

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get(AggregateTypesAotTest.class)), this.files);

	@Test
	void theSearchIsReplacedByTheNamesOfTheClasses() throws IOException {
		process();
		assertThat(source("AggregateTypes.of("))
			.contains("return AggregateTypes.of(new String[] { \"%s\" });".formatted(Cat.class.getName()));
	}

	@Test
	void membersOfAggregatesAndTheirSuperclassesAreCalled() throws Exception {
		RuntimeHints hints = process();
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Cat.class.getDeclaredMethod("rename", String.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Cat.class.getDeclaredConstructor()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(Cat.class.getDeclaredField("name")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Pet.class.getDeclaredMethod("move", Place.class))).accepts(hints);
	}

	@Test
	void attributesAndRecordsOfEventsAreWrittenAsJson() throws Exception {
		RuntimeHints hints = process();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Place.class.getDeclaredMethod("street")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Fed.class.getDeclaredMethod("meals")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Meal.class)).accepts(hints);
	}

	@Test
	void scriptsOfTheSchemaAreIncluded() {
		RuntimeHints hints = process();
		for (String database : List.of("h2", "postgresql")) {
			assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/eventsourcing/persistence/jdbc/db/" + database + "/V1__event_store.sql"))
				.accepts(hints);
		}
	}

	@Test
	void methodsOfProjectionsAreCalledWithRecords() throws Exception {
		RuntimeHints hints = process(Moves.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Moves.class.getDeclaredMethod("on", Foreign.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Moves.class.getDeclaredMethod("clear")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Foreign.class.getDeclaredMethod("to")))
			.accepts(hints);
	}

	@Test
	void aBeanOfTheApplicationReplacesTheSearch() throws Exception {
		RuntimeHints hints = process(NamedByHand.class);
		assertThat(source("AggregateTypes.of(")).contains("\"%s\"".formatted(Dog.class.getName()))
			.doesNotContain(Cat.class.getName());
		assertThat(RuntimeHintsPredicates.reflection().onType(Dog.class)).accepts(hints);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(EventSourcingAutoConfiguration.class,
					EventSourcingMemoryAutoConfiguration.class))
			.withUserConfiguration(NamedByHand.class)
			.withPropertyValues("eventsourcing.store=memory", SCAN)
			.run((context) -> assertThat(context.getBean(Topics.class).eventTypes()).containsKey("Dog.Registered")
				.doesNotContainKey("Cat.Born"));
	}

	@Test
	void aClassThatIsNoAggregateIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> AggregateTypes.of("java.util.UUID").load(null))
			.withMessageContainingAll("java.util.UUID", "AggregateTypes");
	}

	private RuntimeHints process(Class<?>... configurations) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("eventsourcing.store=memory", SCAN).applyTo(context);
			for (Class<?> configuration : configurations) {
				context.register(configuration);
			}
			context.register(EventSourcingMemoryAutoConfiguration.class, EventSourcingAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
			this.generation.writeGeneratedContent();
		}
		return this.generation.getRuntimeHints();
	}

	/** Returns the generated source file that contains the text. */
	private String source(String text) throws IOException {
		for (String path : this.files.getGeneratedFiles(Kind.SOURCE).keySet()) {
			String content = this.files.getGeneratedFileContent(Kind.SOURCE, path);
			if (content.contains(text)) {
				return content;
			}
		}
		throw new AssertionError("No generated source contains " + text);
	}

	abstract static class Pet extends Aggregate {

		Place place;

		@Event("Moved")
		void move(Place to) {
			this.place = to;
		}

	}

	/** Package-private, with private members. */
	static class Cat extends Pet {

		private String name = "";

		private int meals;

		@Event("Born")
		Cat() {
		}

		@Event("Renamed")
		void rename(String name) {
			this.name = name;
		}

		void feed() {
			trigger(new Fed(List.of(new Meal("fish"))));
		}

		@Apply
		private void on(Fed fed) {
			this.meals += fed.meals().size();
		}

	}

	record Place(String street) {
	}

	record Fed(List<Meal> meals) {
	}

	record Meal(String food) {
	}

	record Foreign(String to) {
	}

	@Projection("moves")
	static class Moves {

		@EventHandler
		void on(Foreign foreign) {
		}

		@OnReset
		void clear() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedByHand {

		@Bean
		AggregateTypes aggregates() {
			return AggregateTypes.of(Dog.class);
		}

	}

}
