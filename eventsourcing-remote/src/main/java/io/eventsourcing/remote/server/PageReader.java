package io.eventsourcing.remote.server;

import java.util.List;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.NotificationPages;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.remote.LogItem;
import io.eventsourcing.remote.LogPage;

/**
 * Reads a page of the log with at most two queries. If the topics are rare, the page may
 * be empty although there are more events, because one query covers
 * {@value NotificationPages#WINDOW} ids. Thread-safe.
 */
final class PageReader {

	private final NotificationLog log;

	private final LogLimits limits;

	PageReader(NotificationLog log, LogLimits limits) {
		this.log = log;
		this.limits = limits;
	}

	LogPage read(LogRequest request) {
		NotificationQuery query = request.query();
		// Read before the page: events that become visible in between have higher ids
		long head = this.log.maxId();
		if (query.after() >= head) {
			return new LogPage(List.of(), query.after(), head);
		}
		long upTo = query.topics().isEmpty() ? head : Math.min(head, query.after() + NotificationPages.WINDOW);
		List<Notification> found = this.log.select(query.upTo(upTo));
		return page(found, request, upTo, head);
	}

	/**
	 * Returns a page of notifications that were already read.
	 * @param found all notifications that the request selects up to the id {@code upTo},
	 * or as many as its limit
	 */
	LogPage page(List<Notification> found, LogRequest request, long upTo, long head) {
		List<Notification> allowed = this.limits.apply(found);
		boolean complete = allowed.size() == found.size() && found.size() < request.query().limit();
		List<LogItem> items = allowed.stream().flatMap((each) -> request.names().items(each).stream()).toList();
		return new LogPage(items, complete ? upTo : allowed.get(allowed.size() - 1).id(), head);
	}

}
