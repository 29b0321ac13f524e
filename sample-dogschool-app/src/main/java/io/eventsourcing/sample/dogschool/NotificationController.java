package io.eventsourcing.sample.dogschool;

import java.util.List;

import io.eventsourcing.log.NotificationLog;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The notification log over HTTP, page by page.
 */
@RestController
class NotificationController {

	private final NotificationLog log;

	private final JsonMapper jsonMapper;

	NotificationController(NotificationLog log, JsonMapper jsonMapper) {
		this.log = log;
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

}
