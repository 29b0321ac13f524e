package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventsourcing.persistence.recorder.Notification;

/**
 * An event of the log, as it is stored or as a follower has seen it.
 *
 * @param id the notification id
 * @param event the version of an aggregate
 * @param save the name of the save that the event belongs to
 */
public record LogEntry(long id, EventKey event, String save) {

	private static final Pattern SAVE = Pattern.compile("\\{\"save\":\"([^\"]*)\".*");

	public static LogEntry of(Notification notification) {
		return new LogEntry(notification.id(),
				new EventKey(notification.originatorId(), notification.originatorVersion()),
				saveIn(notification.event().metadata()));
	}

	/** Returns the name in the metadata of a marked event. */
	static String saveIn(String metadata) {
		Matcher matcher = SAVE.matcher(String.valueOf(metadata));
		return matcher.matches() ? matcher.group(1) : "";
	}

	@Override
	public String toString() {
		return "event " + this.id + " (" + this.event + " of save " + this.save + ")";
	}

}
