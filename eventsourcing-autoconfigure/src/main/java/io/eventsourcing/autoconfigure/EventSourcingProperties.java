package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of event sourcing.
 *
 * @param store Store that keeps the events.
 * @param basePackages Comma-separated list of packages that are scanned for aggregates at
 * start-up, by default the packages of the application.
 * @param verifyReplay Whether each save checks that its aggregates can be rebuilt from
 * their events, and fails otherwise; for development and tests.
 * @param events the properties of stored events
 * @param schema the properties of the database schema of the event store
 * @param jdbc the properties of the access to the database
 * @param log the properties of the notification log
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(@DefaultValue(StoreProperty.JDBC) Store store,
		@DefaultValue List<String> basePackages, @DefaultValue("false") boolean verifyReplay,
		@DefaultValue Events events, @DefaultValue Schema schema, @DefaultValue Jdbc jdbc, @DefaultValue Log log) {

	/** The available stores. */
	public enum Store {

		/** Stores events in the database of a data source. */
		JDBC,

		/** Stores events in memory, until the application ends. */
		MEMORY

	}

	/**
	 * The properties of stored events.
	 *
	 * @param newerVersions What to do with stored events whose version is newer than the
	 * one that the application knows.
	 * @param aliases Current names of aggregates and events by earlier names under which
	 * events are stored, such as "[Hound]" with the value Dog, or "[Dog.TrickLearned]"
	 * with the value Dog.TrickAdded; by default none.
	 */
	public record Events(@DefaultValue("fail") NewerVersions newerVersions, @DefaultValue Map<String, String> aliases) {
	}

	/**
	 * The properties of the database schema of the event store.
	 *
	 * @param name Name of the schema that contains the tables of the event store.
	 * @param migrate Whether start-up creates the schema and its tables, and brings them
	 * up to date; otherwise it only verifies that they exist.
	 */
	public record Schema(@DefaultValue(EventSourcingSchema.DEFAULT_NAME) String name,
			@DefaultValue("true") boolean migrate) {
	}

	/**
	 * The properties of the event store's access to the database.
	 *
	 * @param dataSource Name of the DataSource bean of the event store, by default the
	 * one qualified with EventSourcingDataSource, otherwise the only or primary one.
	 * @param lockTimeout Maximum time a save waits for the append lock.
	 * @param networkTimeout Maximum time a save outside a transaction waits for an answer
	 * from PostgreSQL, in addition to its wait for the append lock; zero means no limit.
	 * @param maxGroupSize Maximum number of events written in one transaction when saves
	 * are grouped.
	 * @param maxPayloadSize Maximum size of an event, payload and metadata together.
	 * @param notifications the properties of notifications between processes
	 */
	public record Jdbc(@Nullable String dataSource,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_LOCK_TIMEOUT_SECONDS + "s") Duration lockTimeout,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_NETWORK_TIMEOUT_SECONDS + "s") Duration networkTimeout,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_MAX_GROUP_SIZE + "") int maxGroupSize,
			@DefaultValue(JdbcRecorderBuilder.DEFAULT_MAX_PAYLOAD_MEGABYTES + "MB") DataSize maxPayloadSize,
			@DefaultValue Notifications notifications) {
	}

	/**
	 * The properties of notifications between processes.
	 *
	 * @param enabled Whether readers in other processes are notified of new events at
	 * once, by LISTEN and NOTIFY of PostgreSQL; otherwise they find new events by
	 * polling.
	 * @param channel Name of the notification channel, by default the name of the schema.
	 * @param dataSource Name of the DataSource bean for the connection that listens, by
	 * default that of the event store, but outside its pool.
	 */
	public record Notifications(@DefaultValue("true") boolean enabled, @Nullable String channel,
			@Nullable String dataSource) {
	}

	/**
	 * The properties of the notification log.
	 *
	 * @param pageSize Maximum number of notifications in a section, and maximum number
	 * that a subscription reads at a time.
	 * @param pollInterval Interval at which subscriptions poll for new events that they
	 * were not notified of.
	 */
	public record Log(@DefaultValue(NotificationLog.DEFAULT_PAGE_SIZE + "") int pageSize,
			@DefaultValue(NotificationLog.DEFAULT_POLL_INTERVAL_SECONDS + "s") Duration pollInterval) {
	}

}
