package io.eventsourcing.autoconfigure.projection.observation;

import java.util.Map;

import io.eventsourcing.persistence.Recording;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * The context of the handling of an event, whose metadata contains the trace of its save.
 */
public class HandleObservationContext extends ReceiverContext<Map<String, String>> {

	private final String projection;

	private final Recording recording;

	public HandleObservationContext(String projection, Recording recording) {
		super(Map::get, Kind.CONSUMER);
		this.projection = projection;
		this.recording = recording;
		setCarrier(recording.event().metadata());
	}

	/** Returns the name of the projection or process application. */
	public String projection() {
		return this.projection;
	}

	/** Returns the event, or the first event of a list. */
	public Recording recording() {
		return this.recording;
	}

}
