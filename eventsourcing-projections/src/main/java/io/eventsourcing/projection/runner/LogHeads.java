package io.eventsourcing.projection.runner;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.runner.consumer.Consumer;

/**
 * The last ids of the logs that projections follow. Each is read once, when it is first
 * needed. Used by one thread.
 */
final class LogHeads {

	/** The last id of a log that cannot be read, or is not known to this process. */
	static final long UNKNOWN = -1;

	private static final Logger LOGGER = System.getLogger(LogHeads.class.getName());

	private final NotificationLog ownLog;

	private final KnownProjections known;

	private final Map<String, Long> heads = new HashMap<>();

	LogHeads(NotificationLog ownLog, KnownProjections known) {
		this.ownLog = ownLog;
		this.known = known;
	}

	/**
	 * Returns the last id of the log that a consumer follows.
	 * @throws RuntimeException if the log cannot be read
	 */
	long of(ConsumerId id) {
		if (id.upstream().equals(ConsumerId.OWN_LOG)) {
			return this.heads.computeIfAbsent(id.upstream(), (name) -> this.ownLog.maxId());
		}
		Optional<Consumer> consumer = this.known.find(id.consumer(), id.version())
			.filter((each) -> this.known.contains(id));
		return consumer.isEmpty() ? UNKNOWN
				: this.heads.computeIfAbsent(id.upstream(), (name) -> consumer.get().upstream().log().maxId());
	}

	/**
	 * Returns the last id of the log that a consumer follows, if the log can be read.
	 * That a remote log cannot be read must not hide the states of other projections.
	 */
	long ifReadable(ConsumerId id) {
		try {
			return of(id);
		}
		catch (RuntimeException ex) {
			if (id.upstream().equals(ConsumerId.OWN_LOG)) {
				throw ex;
			}
			LOGGER.log(Level.DEBUG, "The last id of the log '%s' could not be read".formatted(id.upstream()), ex);
			this.heads.put(id.upstream(), UNKNOWN);
			return UNKNOWN;
		}
	}

}
