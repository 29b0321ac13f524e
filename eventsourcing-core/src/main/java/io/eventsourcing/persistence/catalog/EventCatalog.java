package io.eventsourcing.persistence.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jackson.shape.JsonShape;
import io.eventsourcing.persistence.topics.ReadableAggregate;
import io.eventsourcing.persistence.topics.ReadableEvent;
import io.eventsourcing.persistence.topics.Topics;

/**
 * The events of an application as they are stored: their names, versions and attributes.
 * A test compares them with a file that is kept together with the code, so that a change
 * by which stored events could no longer be read fails the build:
 *
 * <pre class="code">
 * EventCatalog.scan("com.example.dogschool")
 *     .verify(Path.of("src/test/resources/events.catalog"));
 * </pre>
 *
 * Needs neither a database nor a Spring context. Immutable.
 */
public final class EventCatalog {

	private final List<CatalogNode> aggregates;

	private EventCatalog(List<CatalogNode> aggregates) {
		this.aggregates = aggregates;
	}

	/** Returns the catalogue of the events of aggregate classes. */
	@SafeVarargs
	public static EventCatalog of(Class<? extends Aggregate>... types) {
		Topics topics = new Topics();
		for (Class<? extends Aggregate> type : types) {
			topics.register(type);
		}
		return of(topics);
	}

	/** Returns the catalogue of the events of aggregate classes. */
	public static EventCatalog of(Collection<? extends Class<? extends Aggregate>> types) {
		Topics topics = new Topics();
		types.forEach(topics::register);
		return of(topics);
	}

	/**
	 * Returns the catalogue of the events of all aggregate classes in the given packages
	 * and the packages below, those of tests included.
	 * @throws IllegalArgumentException if there are none
	 */
	public static EventCatalog scan(String... basePackages) {
		return of(AggregateClasses.in(basePackages));
	}

	/**
	 * Returns the catalogue of the events of registered classes, with the aliases and
	 * upcasters of the registry.
	 */
	public static EventCatalog of(Topics topics) {
		return of(topics, new JacksonTranscoder());
	}

	/**
	 * Returns the catalogue of the events of registered classes.
	 * @param transcoder writes the events, and may support further types
	 */
	public static EventCatalog of(Topics topics, JacksonTranscoder transcoder) {
		return new EventCatalog(
				topics.aggregates().stream().map((aggregate) -> aggregate(aggregate, transcoder)).toList());
	}

	private static CatalogNode aggregate(ReadableAggregate aggregate, JacksonTranscoder transcoder) {
		return new CatalogNode(aggregate.name(), 0, aggregate.aliases(), Set.of(), false, "",
				aggregate.events().stream().map((event) -> event(event, transcoder)).toList());
	}

	private static CatalogNode event(ReadableEvent event, JacksonTranscoder transcoder) {
		Set<Integer> reads = IntStream.range(event.firstVersion(), event.version()).boxed().collect(Collectors.toSet());
		List<JsonShape> attributes = (event.type() != null) ? transcoder.attributes(event.type()) : List.of();
		return new CatalogNode(event.name(), event.version(), event.aliases(), reads, event.type() == null, "",
				parts(attributes));
	}

	private static List<CatalogNode> parts(List<JsonShape> shapes) {
		return shapes.stream().map(EventCatalog::part).toList();
	}

	private static CatalogNode part(JsonShape shape) {
		boolean marked = !shape.type().isEmpty() && !shape.required() && !shape.type().startsWith("Optional");
		return new CatalogNode(shape.name(), 0, Set.copyOf(shape.aliases()), Set.of(), false,
				marked ? shape.type() + "?" : shape.type(), parts(shape.parts()));
	}

	/**
	 * Returns the catalogue as text with one line for each attribute. A question mark
	 * after its type means that the attribute may be missing in a stored event.
	 */
	public String text() {
		return String.join("\n", CatalogNode.lines(this.aggregates)) + "\n";
	}

	/**
	 * Compares this catalogue with that in a file. If the file does not exist, it is
	 * written, and the test fails once. With the system property
	 * {@code eventsourcing.catalog=update}, the file is rewritten if all events that are
	 * stored according to it can be read. If the environment variable {@code CI} is set,
	 * as on build servers, the file is never written.
	 * @param file the file, usually below {@code src/test/resources}
	 * @throws AssertionError if the file does not exist or has other contents; the
	 * message names each change and what to do
	 */
	public void verify(Path file) {
		verify(CatalogFile.of(file));
	}

	void verify(CatalogFile file) {
		file.verify(this.aggregates);
	}

}
