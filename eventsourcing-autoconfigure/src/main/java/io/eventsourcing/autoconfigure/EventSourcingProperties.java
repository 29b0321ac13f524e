package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events are stored.
 *
 * @param store Where events are kept.
 * @param basePackages The packages in which aggregates are looked for at start-up, by
 * default those of the application.
 * @param verifyReplay Whether each save checks that its aggregates can be rebuilt from
 * their events, and fails otherwise; for development and tests.
 * @param schema the database schema of the event store
 * @param jdbc how the database is used
 * @param log how the notification log is read
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(@DefaultValue("jdbc") Store store, @DefaultValue List<String> basePackages,
		@DefaultValue("false") boolean verifyReplay, @DefaultValue Schema schema, @DefaultValue Jdbc jdbc,
		@DefaultValue Log log) {

	/** Where events are kept. */
	public enum Store {

		/** In the database of the data source. */
		JDBC,

		/** In memory, until the application ends. */
		MEMORY

	}

	/**
	 * The database schema of the event store.
	 *
	 * @param name The name of the schema that has the tables of the event store.
	 * @param migrate Whether to create the schema and its tables, and to bring them up to
	 * date, at start-up; otherwise start-up only verifies that they are there.
	 */
	public record Schema(@DefaultValue(EventSourcingSchema.DEFAULT_NAME) String name,
			@DefaultValue("true") boolean migrate) {
	}

	/**
	 * How the database is used.
	 *
	 * @param dataSource The name of the bean that is the data source of the event store,
	 * by default the one qualified with EventSourcingDataSource, else the only or primary
	 * one.
	 * @param lockTimeout How long a save waits while others keep events from being
	 * appended.
	 * @param maxGroupSize How many events of saves that come at the same time are written
	 * in one transaction at the most.
	 * @param maxPayloadSize How large an event may be, payload and metadata together.
	 * @param notifications how readers in other processes learn of new events
	 */
	public record Jdbc(@Nullable String dataSource,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_LOCK_TIMEOUT_SECONDS + "s") Duration lockTimeout,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_MAX_GROUP_SIZE + "") int maxGroupSize,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_MAX_PAYLOAD_MEGABYTES + "MB") DataSize maxPayloadSize,
			@DefaultValue Notifications notifications) {
	}

	/**
	 * How readers in other processes learn of new events.
	 *
	 * @param enabled Whether new events wake up the readers of other processes at once,
	 * by LISTEN and NOTIFY of PostgreSQL.
	 * @param channel The name of the channel that is listened to, by default that of the
	 * schema.
	 * @param dataSource The name of the bean that is the data source of the connection
	 * that listens, by default a connection like those of the event store, but outside of
	 * their pool.
	 */
	public record Notifications(@DefaultValue("true") boolean enabled, @Nullable String channel,
			@Nullable String dataSource) {
	}

	/**
	 * How the notification log is read.
	 *
	 * @param pageSize How many notifications a section has at the most, and a
	 * subscription reads at a time.
	 * @param pollInterval How often a subscription looks for events of which it was not
	 * told.
	 */
	public record Log(@DefaultValue(NotificationLog.DEFAULT_PAGE_SIZE + "") int pageSize,
			@DefaultValue(NotificationLog.DEFAULT_POLL_INTERVAL_SECONDS + "s") Duration pollInterval) {
	}

}
