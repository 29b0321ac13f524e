package io.eventsourcing.persistence.jackson;

import java.util.List;

import io.eventsourcing.dogs.TypedDog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.UnsupportedEventException;
import io.eventsourcing.persistence.topics.Topics;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What cannot be written or read is refused, and the attribute named.
 */
class JacksonTranscoderErrorTest {

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	private final Survey survey = new Survey();

	@BeforeEach
	void begin() {
		this.survey.collectEvents();
	}

	@Test
	void aMissingPrimitiveIsNamed() {
		this.survey.count(1, 2, true);
		assertThatReadingFails("{\"cats\":2,\"exact\":true}", "'dogs' is not stored and cannot be null",
				"stored: [cats, exact]", "declared: [dogs, cats, exact]", "upcasting step");
	}

	@Test
	void aNullPrimitiveIsNamed() {
		this.survey.count(1, 2, true);
		assertThatReadingFails("{\"dogs\":null,\"cats\":2,\"exact\":true}", "dogs", "null", "int");
	}

	@Test
	void anArgumentOfTheWrongKindIsNamed() {
		this.survey.count(1, 2, true);
		assertThatReadingFails("{\"dogs\":1,\"cats\":\"two\",\"exact\":true}", "cats", "Integer");
	}

	@Test
	void anArgumentThatIsWrongInsideIsNamed() {
		this.survey.measure(null, null, null, null);
		assertThatReadingFails(
				"{\"tracks\":{},\"corners\":[{\"x\":1,\"y\":2},{\"x\":\"a\",\"y\":2}],\"heights\":[],\"picture\":\"\"}",
				"corners[1].x", "int");
	}

	@Test
	void aPolymorphicArgumentWithoutItsKindIsNamed() {
		this.survey.draw(null, null, null, null, null);
		assertThatReadingFails("{\"first\":{\"radius\":1},\"others\":[],\"named\":{},\"array\":[]}", "first", "kind");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[]", "1", "\"\"", "null", "{", "{\"dogs\":1",
			"{\"dogs\":1,\"cats\":2,\"exact\":true", "{\"dogs\":1,\"cats\":2,\"exact\":true}}",
			"{\"dogs\":1,\"cats\":2,\"exact\":true}{}", "\u0000", "{dogs:1}" })
	void argumentsAreOneJsonObject(String json) {
		this.survey.count(1, 2, true);
		assertThatReadingFails(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "1", "null", "{\"name\":", "{\"name\":\"Fido\"}{}" })
	void aRecordIsOneJsonObject(String json) {
		DomainEvent event = new TypedDog("Fido").pendingEvents().get(0);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.transcoder.decode(event.type(), 1, json.getBytes(UTF_8)));
	}

	@Test
	void anArgumentThatCannotBeWrittenIsNamed() {
		Unreadable aggregate = new Unreadable();
		aggregate.collectEvents();
		aggregate.secret(new Unreadable.Secret("a", 1));
		DomainEvent event = aggregate.pendingEvents().get(0);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.transcoder.encode(event.type(), event.payload()))
			.withMessageContaining("secret")
			.withMessageContaining("Secret");
	}

	/** They may be personal data, and messages end up in logs. */
	@ParameterizedTest
	@ValueSource(strings = { "hush", "{\"dogs\":hush", "{\"dogs\":\"hush\",\"cats\":2,\"exact\":true}",
			"{\"dogs\":1,\"cats\":2,\"exact\":\"hush\"}", "\"hush\"",
			"{\"dogs\":1,\"cats\":[\"hush\"],\"exact\":true}" })
	void noMessageQuotesAttributes(String json) {
		this.survey.count(1, 2, true);
		DomainEvent event = this.survey.pendingEvents().get(0);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.transcoder.decode(event.type(), 1, json.getBytes(UTF_8)))
			.satisfies(
					(ex) -> assertThat(Throwables.getStackTrace(ex)).contains("tools.jackson").doesNotContain("hush"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			Interface,           animal,  Animal
			InterfaceInList,     animals, Animal
			InterfaceInOptional, animal,  Animal
			InterfaceInArray,    animals, Animal
			InterfaceInRecord,   pack,    Animal
			MapKey,              values,  Key
			InterfaceInEntry,    entry,   Animal
			RawEntry,            entry,   Map$Entry
			NoConstructor,       locked,  Locked
			RecordWithInterface, animals, Animal
			Anything,            anything, java.lang.Object
			RawList,             raw,      java.lang.Object
			Wildcard,            wildcard, java.lang.Object
			RawRecord,           content,  java.lang.Object
			AnythingAsKey,       key,      java.lang.Object
			Number,              number,   java.lang.Number
			Comparable,          comparable, java.lang.Comparable
			Serializable,        serializable, java.io.Serializable
			SealedWithEqualNames, twins,   Right$Twin
			SealedWithOpenClass, door,     Gate
			Unwrapped,           wrapper,  @JsonUnwrapped
			FinalField,          fixed,    Fixed
			SealedWithObject,    content,  java.lang.Object
			SealedWithType,      signal,   the property 'type' of io.eventsourcing.persistence.jackson.Unreadable$Lamp
			SealedWithTypeTwice, lamp,     rename it
			AnnotatedWithKind,   named,    the property 'kind' of io.eventsourcing.persistence.jackson.Unreadable$Kind
			""")
	void whatCannotBeReadIsFound(String event, String attribute, String type) {
		assertThatExceptionOfType(JsonAttributesException.class)
			.isThrownBy(() -> this.transcoder.validate(eventType(Unreadable.class, event)))
			.withMessageStartingWith("attribute '")
			.withMessageContaining(attribute)
			.withMessageContaining(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Begun", "CustomInRecord", "Recursive" })
	void whatCanBeReadIsNotRefused(String event) {
		assertThatCode(() -> this.transcoder.validate(eventType(Unreadable.class, event))).doesNotThrowAnyException();
	}

	@Test
	void whatIsRefusedNamesTheClassTheEventTheAttributeAndTheFix() {
		EventMapper mapper = EventMapper.of(new Topics(), this.transcoder);
		Unreadable aggregate = new Unreadable();
		assertThatExceptionOfType(UnsupportedEventException.class)
			.isThrownBy(() -> mapper.toStoredEvent(aggregate.pendingEvents().get(0)))
			.withMessageContaining(Unreadable.class.getName())
			.withMessageContaining("The event '")
			.withMessageMatching("The event '\\w+' of \\S+ cannot be stored: attribute '[^\n]+")
			.withMessageContaining("Change the type of the attribute");
	}

	@Test
	void whatCannotBeWrittenIsFound() {
		assertThatExceptionOfType(JsonAttributesException.class)
			.isThrownBy(() -> this.transcoder.validate(eventType(Unreadable.class, "NothingToWrite")))
			.withMessageContaining("secret")
			.withMessageContaining("Secret");
	}

	@Test
	void goodEventsAreValid() {
		EventType.of(Survey.class).forEach(this.transcoder::validate);
		EventType.of(PointBox.class).forEach(this.transcoder::validate);
	}

	private static EventType eventType(Class<? extends Aggregate> type, String name) {
		return EventType.of(type).stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
	}

	private void assertThatReadingFails(String json, String... parts) {
		DomainEvent event = this.survey.pendingEvents().get(0);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.transcoder.decode(event.type(), 1, json.getBytes(UTF_8)))
			.satisfies(
					(ex) -> assertThat(List.of(parts)).allSatisfy((part) -> assertThat(ex).hasMessageContaining(part)));
	}

}
