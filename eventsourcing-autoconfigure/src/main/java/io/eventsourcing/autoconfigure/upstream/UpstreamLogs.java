package io.eventsourcing.autoconfigure.upstream;

import java.util.Map;

/**
 * The logs of other applications that are configured, by name. They are running when they
 * are created, and are started and stopped together with their followers.
 *
 * @param byName the logs
 */
public record UpstreamLogs(Map<String, UpstreamLog> byName) {

	/** Starts the logs again after they were stopped. */
	public void start() {
		this.byName.values().forEach((each) -> each.log().start());
	}

	/** Ends the readers of the logs. */
	public void stop() {
		this.byName.values().forEach((each) -> each.log().stop());
	}

}
