package io.eventsourcing.persistence;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicsTest {

	private final Topics topics = new Topics();

	@Test
	void aClassIsKnownByItsSimpleName() {
		assertThat(this.topics.register(Dog.class)).isEqualTo("Dog");
		EventType type = this.topics.resolve("Dog", "TrickAdded");
		assertThat(type.aggregateType()).isEqualTo(Dog.class);
		assertThat(type.name()).isEqualTo("TrickAdded");
	}

	@Test
	void aClassIsKnownByItsTopic() {
		assertThat(this.topics.register(Cats.Cat.class)).isEqualTo("Feline");
		assertThat(this.topics.resolve("Feline", "Adopted").aggregateType()).isEqualTo(Cats.Cat.class);
	}

	@Test
	void aTopicIsNotInherited() {
		this.topics.register(Cats.Cat.class);
		assertThat(this.topics.register(Cats.Kitten.class)).isEqualTo("Kitten");
		assertThat(this.topics.resolve("Kitten", "Born").aggregateType()).isEqualTo(Cats.Kitten.class);
	}

	@Test
	void theTopicsOfAClassAreThoseOfItsEvents() {
		assertThat(this.topics.topicsOf(Dog.class)).containsExactlyInAnyOrder("Dog.Registered", "Dog.TrickAdded");
		assertThat(this.topics.topicsOf(Cats.Cat.class)).contains("Feline.Adopted");
	}

	@Test
	void aClassIsKnownOnceItWasAskedForItsTopics() {
		this.topics.topicsOf(Dog.class);
		assertThat(this.topics.resolve("Dog", "TrickAdded").aggregateType()).isEqualTo(Dog.class);
	}

	@Test
	void topicsAreThoseThatEventsAreStoredUnder() {
		EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());
		assertThat(this.topics.topicsOf(Dog.class, "Registered"))
			.contains(mapper.toStoredEvent(new Dog("Fido").pendingEvents().get(0)).topic());
	}

	@Test
	void anEventHasATopic() {
		assertThat(this.topics.topicsOf(Cats.Cat.class, "Adopted")).containsExactly("Feline.Adopted");
	}

	@Test
	void aTopicThatDoesNotExistIsRefused() {
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.topicsOf(Dog.class, "TrickAded"))
			.withMessageContaining("TrickAded")
			.withMessageContaining("TrickAdded");
	}

	@Test
	void registeringAgainDoesNothing() {
		this.topics.register(Dog.class);
		assertThat(this.topics.register(Dog.class)).isEqualTo("Dog");
	}

	@Test
	void aNameBelongsToOneClass() {
		this.topics.register(Dog.class);
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> this.topics.register(io.eventsourcing.kennels.Dog.class))
			.withMessageContaining(Dog.class.getName())
			.withMessageContaining(io.eventsourcing.kennels.Dog.class.getName())
			.withMessageContaining("'Dog'")
			.withMessageContaining("@AggregateName");
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.register(Cats.CatNamedDog.class));
		assertThat(this.topics.resolve("Dog", "TrickAdded").aggregateType()).isEqualTo(Dog.class);
	}

	@Test
	void aRefusedClassIsRefusedAgain() {
		this.topics.register(Dog.class);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(TopicException.class)
				.isThrownBy(() -> this.topics.register(io.eventsourcing.kennels.Dog.class));
		}
	}

	@Test
	void aBlankNameIsRefused() {
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.register(Cats.Blank.class))
			.withMessageContaining(Cats.Blank.class.getName())
			.withMessageContaining("@AggregateName");
	}

	@Test
	void anUnknownAggregateIsNamedWithThoseThatAreKnown() {
		this.topics.register(ExplicitDog.class);
		this.topics.register(Dog.class);
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.resolve("Cat", "Adopted"))
			.withMessageContaining("'Cat' (event 'Adopted')")
			.withMessageContaining("[Dog, ExplicitDog]")
			.withMessageContaining("eventsourcing.base-packages")
			.withMessageContaining("Topics.register")
			.withMessageContaining("@AggregateName(aliases = \"Cat\")")
			.satisfies((ex) -> assertThat(ex).hasMessage(ex.problem() + " " + ex.fix()));
	}

	@Test
	void anUnknownEventIsNamedWithThoseThatAreKnown() {
		this.topics.register(Dog.class);
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.resolve("Dog", "TrickForgotten"))
			.withMessageContaining(Dog.class.getName())
			.withMessageContaining("'TrickForgotten'")
			.withMessageContaining("[Registered, TrickAdded]")
			.withMessageContaining("@Event(\"TrickForgotten\")");
	}

}
