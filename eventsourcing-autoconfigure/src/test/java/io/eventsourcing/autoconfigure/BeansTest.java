package io.eventsourcing.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.autoconfigure.schema.EventSourcingSchemaInitializer;
import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.EventJsonCustomizer;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans there are, and that each can be replaced.
 */
class BeansTest {

	@ParameterizedTest
	@ValueSource(classes = { ApplicationRecorder.class, Transcoder.class, Topics.class, EventMapper.class,
			EventStore.class, Repository.class, NotificationLog.class, EventLog.class, Infrastructure.class })
	void theBeanIsThere(Class<?> type) {
		Contexts.h2().run((context) -> assertThat(context).hasSingleBean(type));
	}

	@Test
	void eventsAreKeptInTheDatabase() {
		Contexts.h2()
			.run((context) -> assertThat(context.getBean(ApplicationRecorder.class)).isInstanceOf(JdbcRecorder.class));
	}

	@Test
	void eventsAreKeptInMemoryIfToldSo() {
		Contexts.withoutJdbc()
			.withPropertyValues("eventsourcing.store=memory")
			.withBean(DogSchool.class)
			.run((context) -> {
				assertThat(context.getBean(ApplicationRecorder.class)).isInstanceOf(MemoryRecorder.class);
				UUID dogId = context.getBean(DogSchool.class).registerDog("Fido");
				assertThat(context.getBean(EventStore.class).get(dogId)).hasSize(1);
			});
	}

	@Test
	void inMemoryTheDatabaseIsLeftAlone() {
		Contexts.h2().withPropertyValues("eventsourcing.store=memory").run((context) -> {
			assertThat(context.getBean(ApplicationRecorder.class)).isInstanceOf(MemoryRecorder.class);
			assertThat(context).doesNotHaveBean(EventSourcingSchemaInitializer.class);
		});
	}

	@Test
	void anUnknownStoreIsRefused() {
		Contexts.h2()
			.withPropertyValues("eventsourcing.store=file")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("No enum constant")
				.hasMessageContaining("file"));
	}

	@Test
	void noOtherDataSourceIsAdded() {
		Contexts.h2().run((context) -> assertThat(context).hasSingleBean(DataSource.class));
	}

	@Test
	void theRecorderIsReplaced() {
		Contexts.h2().withUserConfiguration(OwnRecorder.class).withBean(DogSchool.class).run((context) -> {
			assertThat(context).doesNotHaveBean(EventSourcingSchemaInitializer.class);
			context.getBean(DogSchool.class).registerDog("Fido");
			assertThat(context.getBean(MemoryRecorder.class).maxNotificationId()).isEqualTo(1);
		});
	}

	@Test
	void theRecorderIsReplacedInMemory() {
		Contexts.withoutJdbc()
			.withPropertyValues("eventsourcing.store=memory")
			.withUserConfiguration(OwnRecorder.class)
			.run((context) -> assertThat(context).getBeans(ApplicationRecorder.class).containsOnlyKeys("ownRecorder"));
	}

	@Test
	void theTranscoderIsReplaced() {
		Transcoder own = new JacksonTranscoder();
		Contexts.h2()
			.withBean("own", Transcoder.class, () -> own)
			.run((context) -> assertThat(context).getBean(Transcoder.class).isSameAs(own));
	}

	@Test
	void customizersOfTheStoredJsonAreCalledInOrder() {
		Contexts.h2()
			.withUserConfiguration(JsonCustomizers.class)
			.run((context) -> assertThat(context.getBean(JsonCustomizers.class).calls).containsExactly("first",
					"second"));
	}

	@Configuration(proxyBeanMethods = false)
	static class JsonCustomizers {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		EventJsonCustomizer second() {
			return (builder) -> this.calls.add("second");
		}

		@Bean
		@Order(1)
		EventJsonCustomizer first() {
			return (builder) -> this.calls.add("first");
		}

	}

	@Test
	void theTopicsAreReplaced() {
		Topics own = new Topics();
		Contexts.h2()
			.withBean("own", Topics.class, () -> own)
			.run((context) -> assertThat(context).getBean(Topics.class).isSameAs(own));
	}

	@Test
	void theMapperIsReplaced() {
		EventMapper own = EventMapper.of(new Topics(), new JacksonTranscoder());
		Contexts.h2()
			.withBean("own", EventMapper.class, () -> own)
			.run((context) -> assertThat(context).getBean(EventMapper.class).isSameAs(own));
	}

	@Test
	void theEventStoreIsReplaced() {
		OwnEventStore own = new OwnEventStore();
		Contexts.h2()
			.withBean("own", EventStore.class, () -> own)
			.withBean(DogSchool.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).eventStore()).isSameAs(own));
	}

	@Test
	void theRepositoryIsReplaced() {
		Repository own = Repository.of(new OwnEventStore(), new Topics());
		Contexts.h2()
			.withBean("own", Repository.class, () -> own)
			.withBean(DogSchool.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).repository()).isSameAs(own));
	}

	@Test
	void theNotificationLogIsReplaced() {
		NotificationLog own = NotificationLog.of(new MemoryRecorder());
		Contexts.h2()
			.withBean("own", NotificationLog.class, () -> own)
			.withBean(DogSchool.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).notificationLog()).isSameAs(own));
	}

	@Test
	void theInfrastructureIsReplaced() {
		Infrastructure own = Infrastructure.inMemory();
		Contexts.h2()
			.withBean("own", Infrastructure.class, () -> own)
			.withBean(DogSchool.class)
			.run((context) -> assertThat(context.getBean(DogSchool.class).repository()).isSameAs(own.repository()));
	}

	@Test
	void theMapperOfTheApplicationDoesNotChangeWhatIsStored() {
		Contexts.h2()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.jackson.datatype.datetime.write-dates-as-timestamps=true",
					"spring.jackson.serialization.indent-output=true",
					"spring.jackson.default-property-inclusion=non_default")
			.withBean(DogSchool.class)
			.run((context) -> {
				context.getBean(DogSchool.class).registerDog("Fido");
				assertThat(context.getBean(NotificationLog.class).select(1, 1)).singleElement()
					.satisfies((notification) -> assertThat(new String(notification.payload()))
						.isEqualTo("{\"firstName\":\"Fido\",\"bornOn\":\"1970-01-01T00:00:00Z\"}"));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRecorder {

		@Bean
		MemoryRecorder ownRecorder() {
			return new MemoryRecorder();
		}

	}

	/** Stores nothing. */
	private static final class OwnEventStore implements EventStore {

		@Override
		public boolean contains(List<DomainEvent> events) {
			return false;
		}

		@Override
		public List<Recording> put(List<DomainEvent> events, @Nullable Runnable onRollback) {
			return List.of();
		}

		@Override
		public List<Recording> put(ConsumerProgress progress, List<DomainEvent> events) {
			return List.of();
		}

		@Override
		public void read(UUID originatorId, EventRange range, Consumer<? super DomainEvent> consumer) {
		}

		@Override
		public void replay(UUID originatorId, EventRange range, AggregateRebuilder<?> rebuilder) {
		}

	}

}
