package io.eventsourcing.persistence.jackson;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.jackson.Survey.Weather;
import io.eventsourcing.upcasting.EventData;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A customizer adds types, but does not change how other types are stored. */
class StoredJsonCustomizerTest {

	private final Survey survey = new Survey();

	@Test
	void aModuleOfACustomizerIsUsed() {
		JacksonTranscoder transcoder = new JacksonTranscoder(List.of((builder) -> builder
			.addModule(new SimpleModule("seconds").addSerializer(Duration.class, new SecondsSerializer())
				.addDeserializer(Duration.class, new SecondsDeserializer()))));
		this.survey.time(Instant.EPOCH, Duration.ofMinutes(1), Optional.empty());
		assertThat(json(transcoder)).isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"took\":60,\"due\":null}");
		assertThatItComesBack(transcoder);
	}

	@Test
	void aStringThatACustomizerReadsIsNotBoundAsItIs() {
		JacksonTranscoder transcoder = new JacksonTranscoder(List.of((builder) -> builder
			.addModule(new SimpleModule("trimmed").addDeserializer(String.class, new TrimmedDeserializer()))));
		Survey other = new Survey();
		other.assign(UUID.randomUUID(), "why");
		DomainEvent event = other.pendingEvents().get(1);
		EventData data = transcoder.parse(transcoder.encode(event.type(), event.payload())).set("why", "  why ");
		assertThat(transcoder.bind(event.type(), data)).isEqualTo(event.payload());
	}

	@Test
	void settingsOfTheStoreOverrideThoseOfACustomizer() {
		JacksonTranscoder transcoder = new JacksonTranscoder(List.of((builder) -> builder
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
			.enable(SerializationFeature.INDENT_OUTPUT)
			.changeDefaultPropertyInclusion((ignored) -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY,
					JsonInclude.Include.NON_EMPTY))
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)));
		this.survey.time(Instant.EPOCH, Duration.ofMinutes(1), Optional.empty());
		assertThat(json(transcoder)).isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"took\":\"PT1M\",\"due\":null}");
		this.survey.collectEvents();
		this.survey.observe(Weather.RAIN, EnumSet.noneOf(Weather.class));
		assertThat(json(transcoder)).isEqualTo("{\"weather\":\"RAIN\",\"before\":[]}");
	}

	@Test
	void customizersAreCalledInOrder() {
		List<String> calls = new ArrayList<>();
		new JacksonTranscoder(List.of((builder) -> calls.add("first"), (builder) -> calls.add("second")));
		assertThat(calls).containsExactly("first", "second");
	}

	private String json(JacksonTranscoder transcoder) {
		DomainEvent event = last();
		return new String(transcoder.encode(event.type(), event.payload()), UTF_8);
	}

	private void assertThatItComesBack(JacksonTranscoder transcoder) {
		DomainEvent event = last();
		assertThat(transcoder.decode(event.type(), 1, transcoder.encode(event.type(), event.payload())))
			.isEqualTo(event.payload());
	}

	private DomainEvent last() {
		List<DomainEvent> events = this.survey.pendingEvents();
		return events.get(events.size() - 1);
	}

	static final class SecondsSerializer extends ValueSerializer<Duration> {

		@Override
		public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.toSeconds());
		}

	}

	static final class TrimmedDeserializer extends ValueDeserializer<String> {

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString().strip();
		}

	}

	static final class SecondsDeserializer extends ValueDeserializer<Duration> {

		@Override
		public Duration deserialize(JsonParser parser, DeserializationContext context) {
			return Duration.ofSeconds(parser.getLongValue());
		}

	}

}
