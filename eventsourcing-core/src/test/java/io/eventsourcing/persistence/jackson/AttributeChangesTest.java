package io.eventsourcing.persistence.jackson;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.jackson.Parcel.Address;
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events whose attributes were added, removed or renamed since they were stored: a rename
 * never turns a value into null.
 */
class AttributeChangesTest {

	private static final String ROUTE = """
			{"start":{"street":"a","city":"b","floor":null},"stops":[],"named":{},"last":null,"others":[]}""";

	private final JacksonTranscoder transcoder = new JacksonTranscoder();

	@Test
	void aRenamedArgumentIsAnErrorThatShowsBothListsAndTheWaysOut() {
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> read("Named", "{\"title\":\"hush\",\"note\":\"n\"}"))
			.withMessageContaining("'title' is stored but not declared")
			.withMessageContaining("'name' is declared but not stored")
			.withMessageContaining("stored: [title, note]")
			.withMessageContaining("declared: [name, note]")
			.withMessageContaining("@JsonAlias")
			.withMessageContaining("upcasting step")
			.withMessageNotContaining("hush");
	}

	@Test
	void aRenamedPrimitiveIsReportedAsRenamed() {
		assertThatRenameIsFound("Weighed", "{\"ounces\":3,\"scale\":\"s\"}", "'ounces'", "'grams', 'place', 'note'");
	}

	@Test
	void aRenamedComponentOfARecordEventIsAnError() {
		assertThatRenameIsFound("Sent", "{\"receiver\":\"a\",\"from\":\"b\"}", "'receiver'", "'to'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					start  | {"street":"a","place":"b"}
					stops  | [{"address":{"street":"a","city":"b"},"minutes":1},{"address":{"street":"a","place":"b"},"minutes":1}]
					named  | {"x":{"street":"a","place":"b"}}
					last   | {"street":"a","place":"b"}
					others | [null,{"street":"a","place":"b"}]
					""")
	void aRenamedComponentOfAValueIsAnErrorAtAnyDepth(String attribute, String value) {
		String json = ROUTE.replaceFirst("\"" + attribute + "\":(null|\\[]|\\{}|\\{[^}]*})",
				"\"" + attribute + "\":" + value);
		assertThat(json).contains("place");
		assertThatRenameIsFound("Routed", json, "In '" + attribute, Address.class.getName(), "'place'", "'city'");
		assertThat(read("Routed", json.replace("place", "town"))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"payment":{"type":"Card","number":"1","holder":"a"},"vehicle":{"van":{"plate":"p","driver":"d"}}}""", """
			{"payment":{"type":"Cash","currency":"EUR"},"vehicle":{"van":{"plate":"p","holder":"d"}}}""" })
	void aRenameInAPolymorphicValueIsAnError(String json) {
		assertThatRenameIsFound("Paid", json, "'holder' is stored but not declared");
		assertThat(read("Paid",
				json.replace("\"holder\":\"a\"", "\"owner\":\"a\"").replace("\"holder\":\"d\"", "\"driver\":\"d\"")))
			.isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"box":{"content":{"street":"a","place":"b"},"label":"l"},"stamp":{"country":"c","value":1},
			"tolerant":{"text":"t"}}""", """
			{"box":{"content":{"street":"a","city":"b"},"title":"l"},"stamp":{"country":"c","value":1},
			"tolerant":{"text":"t"}}""", """
			{"box":{"content":{"street":"a","city":"b"},"label":"l"},"stamp":{"nation":"c","value":1},
			"tolerant":{"text":"t"}}""" })
	void aRenameInAGenericRecordOrAClassIsAnError(String json) {
		assertThatRenameIsFound("Packed", json, "is stored but not declared");
	}

	@Test
	void ignoredPropertiesAreNotRenamed() {
		assertThat(read("Packed", """
				{"box":null,"stamp":null,"tolerant":{"legacy":1}}""")).isNotNull();
	}

	@Test
	void aRenameInAClassThatIgnoresUnknownPropertiesIsAnError() {
		String json = "{\"box\":null,\"stamp\":null,\"tolerant\":{%s}}";
		assertThatRenameIsFound("Packed", json.formatted("\"content\":\"t\""), "'content'", "'text'");
		assertThat(read("Packed", json.formatted("\"text\":\"t\",\"content\":\"t\",\"legacy\":1")))
			.isEqualTo(read("Packed", json.formatted("\"text\":\"t\"")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "label", "title", "name" })
	void anAliasOfAnArgumentIsRead(String name) {
		EventArguments arguments = (EventArguments) read("Aliased", "{\"" + name + "\":\"a\",\"note\":\"n\"}");
		assertThat(arguments.get("name")).isEqualTo("a");
		assertThat(arguments.get("note")).isEqualTo("n");
	}

	@Test
	void onlyTheCurrentNameIsWritten() {
		Parcel parcel = new Parcel();
		parcel.alias("a", null);
		Object payload = parcel.pendingEvents().get(1).payload();
		assertThat(this.transcoder.encode(type("Aliased"), payload)).asString(UTF_8)
			.isEqualTo("{\"name\":\"a\",\"note\":null}");
	}

	@Test
	void aRemovedAttributeIsSkipped() {
		assertThat(read("Named", "{\"name\":\"a\",\"colour\":\"red\",\"note\":\"n\"}"))
			.isEqualTo(read("Named", "{\"name\":\"a\",\"note\":\"n\"}"));
		assertThat(read("Sent", "{\"to\":\"a\",\"via\":{\"x\":[1]},\"from\":\"b\"}"))
			.isEqualTo(new Parcel.Sent("a", "b"));
		assertThat(read("Routed", ROUTE.replace("\"floor\"", "\"zip\":1,\"floor\""))).isEqualTo(read("Routed", ROUTE));
	}

	@Test
	void anAddedAttributeIsNullOrEmpty() {
		EventArguments arguments = (EventArguments) read("Weighed", "{\"grams\":1,\"scale\":\"s\"}");
		assertThat(arguments.get("place")).isEqualTo(Optional.empty());
		assertThat(arguments.get("note")).isNull();
		EventArguments route = (EventArguments) read("Routed", ROUTE.replace(",\"city\":\"b\",\"floor\":null", ""));
		assertThat(route.get("start")).isEqualTo(new Address("a", null, Optional.empty()));
	}

	@Test
	void oneRemovedHereAndOneAddedThereAreAllowed() {
		EventArguments route = (EventArguments) read("Routed", """
				{"start":{"street":"a","city":"b","zip":1,"floor":null},"stops":[{"address":{"street":"a"}}],
				"named":{},"last":null,"others":[]}""");
		assertThat(route.get("stops"))
			.isEqualTo(List.of(new Parcel.Stop(new Address("a", null, Optional.empty()), null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Weighed | {"scale":"s","place":null,"note":null}                | grams
			Weighed | {"grams":1,"place":null,"note":null}                  | scale
			Routed  | {"start":null,"stops":[{"minutes":1}],"named":{},"others":[]} | stops[0]
			""")
	void anAddedAttributeThatCannotBeNullIsAnError(String event, String json, String message) {
		assertThatExceptionOfType(AttributeMismatchException.class).isThrownBy(() -> read(event, json))
			.withMessageContaining(message)
			.withMessageContaining("not stored and cannot be null")
			.withMessageContaining("upcasting step")
			.withMessageContaining("@Nullable");
	}

	@Test
	void outsideOfNullMarkedCodeAnAddedAttributeIsNull() {
		EventArguments arguments = (EventArguments) read("Unmarked", "{}");
		assertThat(Arrays.asList(arguments.get("text"), arguments.get("number"))).containsOnlyNulls();
	}

	@Test
	void aStoredNullIsReadWhateverTheDeclarationSays() {
		EventArguments arguments = (EventArguments) read("Weighed", "{\"grams\":1,\"scale\":null,\"place\":null}");
		assertThat(arguments.get("scale")).isNull();
	}

	@Test
	void attributesThatWereBroughtUpToDateAreCheckedAlike() {
		String json = "{\"title\":\"a\",\"note\":\"n\"}";
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> this.transcoder.bind(type("Named"), this.transcoder.parse(json.getBytes(UTF_8))))
			.withMessageContaining("stored: [title, note]");
		assertThat(this.transcoder.bind(type("Named"),
				this.transcoder.parse(json.getBytes(UTF_8)).rename("title", "name")))
			.isEqualTo(read("Named", "{\"name\":\"a\",\"note\":\"n\"}"));
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(
					() -> this.transcoder.bind(type("Weighed"), this.transcoder.parse("{\"grams\":1}".getBytes(UTF_8))))
			.withMessageContaining("'scale' is not stored");
	}

	@Test
	void whatCannotBeComparedIsAnError() {
		String json = "{\"one\":{\"a\":1,\"b\":2%s}}";
		assertThat(read("Deduced", json.formatted(""))).isNotNull();
		assertThatExceptionOfType(AttributeMismatchException.class)
			.isThrownBy(() -> read("Deduced", json.formatted(",\"c\":3")))
			.withMessageContaining("'c' is stored but not declared")
			.withMessageContaining("upcasting step");
	}

	@Test
	void ofAnEventOfAnotherApplicationOnlyPartIsDeclared() {
		EventType foreign = EventType.foreign(new Topic("Parcel", "Sent"), Parcel.Sent.class);
		assertThat(this.transcoder.decode(foreign, 1, "{\"to\":\"a\",\"other\":1}".getBytes(UTF_8)))
			.isEqualTo(new Parcel.Sent("a", null));
	}

	private Object read(String event, String json) {
		return this.transcoder.decode(type(event), 1, json.getBytes(UTF_8));
	}

	private static EventType type(String name) {
		return EventType.of(Parcel.class).stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
	}

	private void assertThatRenameIsFound(String event, String json, String... parts) {
		assertThatExceptionOfType(AttributeMismatchException.class).isThrownBy(() -> read(event, json))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts).contains("@JsonAlias"))
			.satisfies((ex) -> assertThat(ex).hasMessage(ex.problem() + " " + ex.fix()));
	}

}
