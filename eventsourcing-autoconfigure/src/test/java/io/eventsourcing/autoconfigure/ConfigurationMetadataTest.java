package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.catalog.EventSourcingEventCheckProperties;
import io.eventsourcing.autoconfigure.metadata.EventSourcingMetadataProperties;
import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties;
import io.eventsourcing.autoconfigure.upstream.EventSourcingUpstreamProperties;
import io.eventsourcing.autoconfigure.web.EventSourcingWebProperties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * IDEs know every property, what it is for and what it is by default. This is the test
 * that the annotation processor has run.
 */
class ConfigurationMetadataTest {

	/** By default these are worked out, which their descriptions say. */
	private static final List<String> WITHOUT_VALUE = List.of("eventsourcing.base-packages",
			"eventsourcing.events.aliases", "eventsourcing.events.check.ignore", "eventsourcing.jdbc.data-source",
			"eventsourcing.jdbc.notifications.channel", "eventsourcing.jdbc.notifications.data-source",
			"eventsourcing.projections.by-name", "eventsourcing.projections.health.max-lag",
			"eventsourcing.projections.health.max-lag-time", "eventsourcing.projections.health.max-parked",
			"eventsourcing.metadata.mdc-keys", "eventsourcing.upstreams", "eventsourcing.web.position-header");

	private static final List<Class<?>> TYPES = List.of(EventSourcingProperties.class,
			EventSourcingEventCheckProperties.class, EventSourcingMetadataProperties.class,
			EventSourcingProjectionProperties.class, EventSourcingUpstreamProperties.class,
			EventSourcingWebProperties.class);

	/** Properties without a type of ours. */
	private static final List<String> WITHOUT_TYPE = List.of("eventsourcing.load-time-enhancement",
			"management.endpoint.eventsourcing.access", "management.endpoint.eventsourcing.cache.time-to-live",
			"management.health.eventsourcing.enabled", "management.info.eventsourcing.enabled");

	private static JsonNode metadata;

	private static Map<String, JsonNode> properties;

	@BeforeAll
	static void readMetadata() throws IOException {
		try (InputStream file = EventSourcingProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			metadata = new JsonMapper().readTree(file);
		}
		properties = metadata.get("properties")
			.valueStream()
			.collect(Collectors.toMap((property) -> property.get("name").asString(), Function.identity()));
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(
				properties.keySet())
			.containsExactlyInAnyOrderElementsOf(Stream.concat(TYPES.stream()
				.flatMap((type) -> names(type, type.getAnnotation(ConfigurationProperties.class).value()).stream()),
					WITHOUT_TYPE.stream())
				.toList())
			.hasSizeGreaterThan(4);
	}

	@Test
	void everyDescriptionIsASentence() {
		assertThat(properties)
			.allSatisfy((name, property) -> assertThat(property.get("description").asString()).matches("[A-Z].*\\."));
	}

	/** The rules for starters in the reference manual of Spring Boot. */
	@Test
	void everyDescriptionFollowsTheRulesOfSpringBoot() {
		assertThat(properties).allSatisfy((name, property) -> {
			String description = property.get("description").asString();
			String type = property.get("type").asString();
			assertThat(description).as(name).doesNotMatch("(The|A|An) .*");
			if (type.equals("java.lang.Boolean")) {
				assertThat(description).as(name).matches("(Whether|Enable) .*");
			}
			if (type.startsWith("java.util.List") || type.startsWith("java.util.Set")) {
				assertThat(description).as(name).startsWith("Comma-separated list ");
			}
		});
		assertThat(properties.values()).extracting((property) -> property.get("type").asString())
			.contains("java.lang.Boolean", "java.util.List<java.lang.String>");
	}

	@Test
	void dataSourcePropertiesCompleteTheNamesOfBeans() {
		List<String> names = properties.keySet().stream().filter((name) -> name.endsWith(".data-source")).toList();
		assertThat(names).hasSize(2).allSatisfy((name) -> {
			JsonNode provider = hint(name).get("providers").get(0);
			assertThat(provider.get("name").asString()).isEqualTo("spring-bean-reference");
			assertThat(provider.get("parameters").get("target").asString()).isEqualTo(DataSource.class.getName());
		});
	}

	@Test
	void everyHintIsForAProperty() {
		List<String> hinted = metadata.get("hints").valueStream().map((hint) -> hint.get("name").asString()).toList();
		assertThat(properties.keySet()).containsAll(hinted);
		assertThat(hint("eventsourcing.load-time-enhancement").get("values")
			.valueStream()
			.map((value) -> value.get("value").asString())).containsExactly("auto", "always", "never");
	}

	private static JsonNode hint(String name) {
		return metadata.get("hints")
			.valueStream()
			.filter((hint) -> hint.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void everyPropertyHasADefault() {
		assertThat(properties).allSatisfy((name, property) -> {
			if (WITHOUT_VALUE.contains(name)) {
				assertThat(property.get("description").asString()).containsIgnoringCase("by default");
			}
			else {
				assertThat(property.has("defaultValue")).isTrue();
			}
		});
	}

	@Test
	void everyPropertyIsInTheReference() throws IOException {
		String page = Files.readString(Path.of("../docs/spring-boot.md"));
		assertThat(properties.keySet()).filteredOn((name) -> !WITHOUT_TYPE.contains(name))
			.allSatisfy((name) -> assertThat(page).contains("| `" + name + "` |"));
	}

	@Test
	void theDefaultsInTheReferenceAreTrue() throws IOException {
		assertThat(rows("spring-boot.md")).hasSizeGreaterThan(4).allSatisfy((row) -> {
			if (row.group(2).startsWith("`")) {
				assertThat('`' + properties.get(row.group(1)).get("defaultValue").asString() + '`')
					.isEqualTo(row.group(2));
			}
		});
	}

	@Test
	void noOtherPageRepeatsTheReference() throws IOException {
		try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
			for (Path page : pages.filter((each) -> each.toString().endsWith(".md")).toList()) {
				if (!page.endsWith("spring-boot.md")) {
					assertThat(rows(page.getFileName().toString())).as(page.toString())
						.noneMatch((row) -> properties.containsKey(row.group(1)));
				}
			}
		}
	}

	private static List<MatchResult> rows(String page) throws IOException {
		return Pattern.compile("^\\| `(eventsourcing\\.[^`]+)` \\| ([^|]*) \\|", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/" + page)))
			.results()
			.toList();
	}

	private static List<String> names(Class<?> type, String prefix) {
		List<String> names = new ArrayList<>();
		for (var component : type.getRecordComponents()) {
			String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
			Class<?> componentType = ResolvableType.forType(component.getGenericType()).toClass();
			names.addAll(componentType.isRecord() ? names(componentType, name) : List.of(name));
		}
		return names;
	}

}
