package io.eventsourcing.sample.dogschool;

import java.util.List;

import io.eventsourcing.log.NotificationLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Exposes the notification log over HTTP: page by page, and as a stream of server-sent
 * events.
 */
@RestController
class NotificationController {

	private final NotificationLog log;

	private final NotificationStreams streams;

	private final JsonMapper jsonMapper;

	NotificationController(NotificationLog log, NotificationStreams streams, JsonMapper jsonMapper) {
		this.log = log;
		this.streams = streams;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping("/notifications")
	List<NotificationView> select(@RequestParam(defaultValue = "1") @Min(1) long start,
			@RequestParam(defaultValue = "10") @Min(1) @Max(1000) int limit) {
		return this.log.select(start, limit)
			.stream()
			.map((notification) -> NotificationView.of(notification, this.jsonMapper))
			.toList();
	}

	/**
	 * Follows the log after an id.
	 * @param lastEventId the id that a browser sends when it reconnects to the same
	 * address
	 */
	@GetMapping(path = "/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> stream(@RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestHeader(name = "Last-Event-ID", required = false) @Min(0) @Nullable Long lastEventId,
			HttpServletRequest request) {
		NotificationStream stream = this.streams.open((lastEventId != null) ? lastEventId : after);
		request.setAttribute(NotificationStreamStart.STREAM, stream);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(stream.emitter());
	}

}
