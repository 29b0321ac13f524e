package io.eventsourcing.autoconfigure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventsourcing.autoconfigure.aggregate.AggregateTypes;
import io.eventsourcing.autoconfigure.diagnostics.StartUpDetail;
import io.eventsourcing.persistence.jdbc.schema.SchemaInfo;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/**
 * Logs at start-up where events are stored, which aggregates were found, and the details
 * of other parts of the library, and warns about settings that are probably not intended.
 * If beans are initialized lazily, Spring Boot does not create this bean, so that
 * start-up needs no database.
 */
final class StartUpReport implements InitializingBean {

	private static final Logger LOGGER = System.getLogger(StartUpReport.class.getName());

	private static final int MOST_NAMES = 20;

	private final EventSourcingProperties properties;

	private final ApplicationRecorder recorder;

	private final AggregateTypes aggregates;

	private final List<StartUpDetail> details;

	private final @Nullable SchemaInfo schema;

	private final @Nullable DataSourceProperties dataSource;

	/**
	 * @param details the parts of the log line that other parts of the library contribute
	 * @param schema the schema of the event store, or null if events are not stored in a
	 * database
	 * @param dataSource the properties of Spring Boot's data source, if available
	 */
	StartUpReport(EventSourcingProperties properties, ApplicationRecorder recorder, AggregateTypes aggregates,
			List<StartUpDetail> details, @Nullable SchemaInfo schema, @Nullable DataSourceProperties dataSource) {
		this.properties = properties;
		this.recorder = recorder;
		this.aggregates = aggregates;
		this.details = details;
		this.schema = schema;
		this.dataSource = dataSource;
	}

	@Override
	public void afterPropertiesSet() {
		LOGGER.log(Level.INFO, () -> "Event store: " + summary());
		if (this.schema != null) {
			warnOf(this.schema);
		}
		if (this.aggregates.names().isEmpty() && !this.aggregates.packages().isEmpty()) {
			LOGGER.log(Level.WARNING,
					() -> """
							No aggregates were found in %s. If the application has some, name their packages in the property \
							'eventsourcing.base-packages': otherwise their events cannot be read until an aggregate of their class \
							has been saved or asked for."""
						.formatted(this.aggregates.packages()));
		}
	}

	private String summary() {
		Stream<String> known = Stream.of((this.schema != null) ? database(this.schema) : noDatabase(), aggregates());
		return Stream.concat(known, this.details.stream().map(StartUpDetail::text).filter(Objects::nonNull))
			.collect(Collectors.joining("; "));
	}

	private String database(SchemaInfo info) {
		return "%s at %s, schema '%s' %s, notifications of other processes %s".formatted(info.database(), info.url(),
				info.name(), (info.version() != null) ? "at version " + info.version() : "created by hand",
				notifications(info));
	}

	private String notifications(SchemaInfo info) {
		if (info.database().startsWith("H2")) {
			return "not available on H2";
		}
		return this.properties.jdbc().notifications().enabled() ? "on" : "off";
	}

	private String noDatabase() {
		return (this.recorder instanceof MemoryRecorder) ? "in memory, where events end with the application"
				: this.recorder.getClass().getName();
	}

	private String aggregates() {
		int count = this.aggregates.names().size();
		if (count == 0) {
			return "no aggregates";
		}
		return this.aggregates.names()
			.stream()
			.map(StartUpReport::simpleName)
			.sorted()
			.limit(MOST_NAMES)
			.collect(Collectors.joining(", ", (count == 1) ? "1 aggregate: " : count + " aggregates: ",
					(count > MOST_NAMES) ? ", ..." : ""));
	}

	/** Returns the name without its package and its enclosing classes. */
	private static String simpleName(String className) {
		return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
	}

	private void warnOf(SchemaInfo info) {
		if (info.readOnly()) {
			LOGGER.log(Level.WARNING, "The database is read-only: events can be read, but none can be saved");
		}
		if (isEmbeddedByDefault(info)) {
			LOGGER.log(Level.WARNING,
					"""
							Events are stored in an H2 database in memory, which Spring Boot creates if no other is configured: \
							they are lost when the application ends. Set 'spring.datasource.url'.""");
		}
	}

	private boolean isEmbeddedByDefault(SchemaInfo info) {
		return this.dataSource != null && this.dataSource.getUrl() == null && info.url().startsWith("jdbc:h2:mem:")
				&& this.dataSource.determineUrl().startsWith(info.url());
	}

}
