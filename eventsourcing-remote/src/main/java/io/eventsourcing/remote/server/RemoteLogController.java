package io.eventsourcing.remote.server;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Section;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.remote.LogItem;
import io.eventsourcing.remote.LogJson;
import io.eventsourcing.remote.LogPage;
import io.eventsourcing.remote.LogSection;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Lets other applications read the notification log over HTTP. It contains no access
 * control: the application has to protect the path.
 */
@RestController
@RequestMapping("${" + RemoteLogController.PATH_PROPERTY + ":" + RemoteLogController.DEFAULT_PATH + "}")
public class RemoteLogController {

	/** The property that contains the path of the log. */
	public static final String PATH_PROPERTY = "eventsourcing.web.log.path";

	/** The default path of the log. */
	public static final String DEFAULT_PATH = "/eventsourcing/log";

	/**
	 * The maximum size of the payloads and metadata in a response, unless a single
	 * notification is larger: 4 MB.
	 */
	static final long MAX_BYTES = 4L << 20;

	private static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable();

	private final NotificationLog log;

	private final LogIdentity identity;

	private final Topics topics;

	private final EventMapper mapper;

	private final LogLimits limits;

	private final PageReader reader;

	private final WaitingRequests waiting;

	/**
	 * @param log the log to read
	 * @param identity the identity of the log
	 * @param topics the names of the events
	 * @param mapper brings events of older versions up to date
	 * @param pageSize the maximum number of notifications in a response
	 */
	public RemoteLogController(NotificationLog log, LogIdentity identity, Topics topics, EventMapper mapper,
			int pageSize) {
		this.log = log;
		this.identity = identity;
		this.topics = topics;
		this.mapper = mapper;
		this.limits = new LogLimits(pageSize, MAX_BYTES);
		this.reader = new PageReader(log, this.limits);
		this.waiting = new WaitingRequests(log, this.reader);
	}

	/**
	 * Returns a section of the log. A full section never changes and may be cached; for
	 * any other, a client that sends the entity tag of its copy is told whether it is
	 * still up to date.
	 */
	@GetMapping(path = "/sections/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	public ResponseEntity<byte[]> section(@PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
		SectionSize.requireId(id);
		UUID logId = this.identity.read();
		String fullTag = "\"%s/%s\"".formatted(logId, id);
		if (known != null && known.contains(fullTag)) {
			return full(HttpStatus.NOT_MODIFIED, logId, fullTag).build();
		}
		LogSection section = SectionSize.limit(this.log.section(id), id, this.limits);
		byte[] json = LogJson.write(section);
		if (section.nextId() == null) {
			return ResponseEntity.ok()
				.header(LogJson.IDENTITY_HEADER, logId.toString())
				.cacheControl(CacheControl.noCache())
				.eTag("W/\"%s-%s\"".formatted(logId, last(section)))
				.body(json);
		}
		return full(HttpStatus.OK, logId, fullTag)
			.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(section.nextId()))
			.body(json);
	}

	private static ResponseEntity.BodyBuilder full(HttpStatus status, UUID logId, String tag) {
		return ResponseEntity.status(status)
			.header(LogJson.IDENTITY_HEADER, logId.toString())
			.cacheControl(FOREVER)
			.eTag(tag);
	}

	private static long last(LogSection section) {
		List<LogItem> items = section.items();
		return items.isEmpty() ? 0 : items.get(items.size() - 1).id();
	}

	/**
	 * Returns the notifications after an id. If there are none, the response is delayed
	 * until there are some, or until the time to wait has elapsed.
	 */
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	public DeferredResult<ResponseEntity<byte[]>> page(@RequestParam(required = false) @Nullable String after,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String topics,
			@RequestParam(required = false) @Nullable String wait) {
		LogRequest request = LogRequest.of(after, limit, topics, wait, this.limits.items(), this.topics, this.mapper);
		UUID logId = this.identity.read();
		DeferredResult<ResponseEntity<byte[]>> result = new DeferredResult<>(request.timeout().toMillis());
		LogPage page = this.reader.read(request);
		while (mustWait(request, page) && !waits(request, page, result, logId)) {
			page = this.reader.read(request.continuedAfter(page.end()));
		}
		if (!mustWait(request, page)) {
			result.setResult(response(page, logId));
		}
		return result;
	}

	private static boolean mustWait(LogRequest request, LogPage page) {
		return page.items().isEmpty() && page.end() >= page.head() && !request.timeout().isZero();
	}

	private boolean waits(LogRequest request, LogPage empty, DeferredResult<ResponseEntity<byte[]>> result,
			UUID logId) {
		WaitingRequest waitingRequest = new WaitingRequest(request, empty,
				(page) -> result.setResult(response(page, logId)));
		result.onTimeout(() -> this.waiting.timeout(waitingRequest));
		result.onCompletion(() -> this.waiting.remove(waitingRequest));
		return this.waiting.add(waitingRequest);
	}

	private static ResponseEntity<byte[]> response(LogPage page, UUID logId) {
		return ResponseEntity.ok()
			.header(LogJson.IDENTITY_HEADER, logId.toString())
			.cacheControl(CacheControl.noStore())
			.body(LogJson.write(page));
	}

	@ExceptionHandler
	ProblemDetail malformed(MalformedRequestException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

}
