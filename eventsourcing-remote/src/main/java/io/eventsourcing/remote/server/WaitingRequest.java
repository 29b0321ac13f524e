package io.eventsourcing.remote.server;

import java.util.List;
import java.util.function.Consumer;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.remote.LogPage;

/**
 * A request that waits for new notifications. Guarded by the {@link WaitingRequests} that
 * contain it.
 */
final class WaitingRequest {

	private final LogRequest request;

	private final Consumer<LogPage> response;

	/** The id up to which there are no notifications that the query selects. */
	private long end;

	private long head;

	/**
	 * @param empty the page that was read when the request arrived
	 * @param response sends the response; has no effect if there was one already
	 */
	WaitingRequest(LogRequest request, LogPage empty, Consumer<LogPage> response) {
		this.request = request;
		this.end = empty.end();
		this.head = empty.head();
		this.response = response;
	}

	long end() {
		return this.end;
	}

	/** Returns those of the notifications that the request selects. */
	List<Notification> select(List<Notification> notifications) {
		NotificationQuery query = this.request.query();
		return notifications.stream()
			.filter((each) -> each.id() > this.end)
			.filter((each) -> query.topics().isEmpty() || query.topics().contains(each.topic()))
			.limit(query.limit())
			.toList();
	}

	/** Records that the request selects no notification up to the id. */
	void passed(long id) {
		this.end = Math.max(this.end, id);
		this.head = Math.max(this.head, id);
	}

	LogRequest request() {
		return this.request;
	}

	/** Responds without notifications. */
	void respondEmpty() {
		respond(new LogPage(List.of(), this.end, this.head));
	}

	void respond(LogPage page) {
		this.response.accept(page);
	}

}
