package io.eventsourcing.autoconfigure;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.ArabicDigits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The notification log over HTTP, on each store. The tests share an application, so that
 * each of them reads what comes after the head of the log at its start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteLogContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String LOG = "/eventsourcing/log";

	private final JsonMapper json = new JsonMapper();

	private ConfigurableApplicationContext context;

	private Http http;

	private DogSchool school;

	/** The last position in the log before the test. */
	private long head;

	/** Properties for an empty store. */
	abstract String[] store();

	@BeforeEach
	void start() {
		if (this.context == null) {
			startAnew();
		}
		this.head = log().maxId();
	}

	/** Starts an application of which no other test knows, with an empty store. */
	final void startAnew() {
		stop();
		this.context = startUp().with("eventsourcing.web.log.enabled=true", "eventsourcing.log.page-size=4").run();
		this.http = Http.of(this.context);
		this.school = this.context.getBean(DogSchool.class);
		this.head = 0;
	}

	private StartUp startUp() {
		return StartUp.of(ProjectionContract.School.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "server.tomcat.threads.max=4")
			.with(store());
	}

	/** Stops the application; the next test starts another one. */
	@AfterAll
	final void stop() {
		if (this.context != null) {
			this.context.close();
			this.context = null;
		}
	}

	private NotificationLog log() {
		return this.school.notificationLog();
	}

	private List<Long> ids() {
		return log().select(this.head + 1, 1000).stream().map(Notification::id).toList();
	}

	private void register(int dogs) {
		for (int i = 0; i < dogs; i++) {
			this.school.registerDog("Fido " + i);
		}
	}

	private JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return this.json.readTree(response.body());
	}

	private String after(long events) {
		return LOG + "?after=" + (this.head + events);
	}

	/** The path of the section of four events that begins with the given new event. */
	private String section(long first) {
		return LOG + "/sections/" + sectionId(first, first + 3);
	}

	private String sectionId(long first, long last) {
		return (this.head + first) + "," + (this.head + last);
	}

	private static List<Long> ids(JsonNode page) {
		return page.get("items").valueStream().map((item) -> item.get("id").asLong()).toList();
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	@Test
	void itIsOffByDefault() {
		try (ConfigurableApplicationContext without = startUp().run()) {
			assertThat(Http.of(without).get(LOG).statusCode()).isEqualTo(404);
			assertThat(Http.of(without).get(LOG + "/sections/1,4").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void eventsHaveTheNamesThatWereAskedFor() throws Exception {
		try (ConfigurableApplicationContext renamed = startUp()
			.with("eventsourcing.web.log.enabled=true", "eventsourcing.events.aliases.[Hound]=Dog",
					"eventsourcing.events.aliases.[Hound.TrickLearned]=Dog.TrickAdded")
			.run()) {
			Http client = Http.of(renamed);
			ApplicationRecorder recorder = renamed.getBean(ApplicationRecorder.class);
			UUID dogId = renamed.getBean(DogSchool.class).registerDog("Fido");
			recorder.insertEvents(Append.of(List.of(stored(dogId, 2))));
			renamed.getBean(DogSchool.class).addTrick(dogId, "sit");
			String path = LOG + "?topics=";
			assertThat(names(client.get(LOG))).containsExactly("Dog.Registered", "Dog.TrickAdded", "Dog.TrickAdded");
			assertThat(names(client.get(path + "Dog.TrickAdded"))).containsExactly("Dog.TrickAdded", "Dog.TrickAdded");
			assertThat(names(client.get(path + "Hound.TrickLearned"))).containsExactly("Hound.TrickLearned",
					"Hound.TrickLearned");
			assertThat(names(client.get(path + "Cat.TrickLearned"))).isEmpty();
			long end = renamed.getBean(NotificationLog.class).maxId();
			CompletableFuture<HttpResponse<String>> waiting = CompletableFuture
				.supplyAsync(() -> client.get(path + "Dog.TrickAdded&wait=20s&after=" + end));
			recorder.insertEvents(Append.of(List.of(stored(dogId, 4))));
			assertThat(names(waiting.get())).containsExactly("Dog.TrickAdded");
		}
	}

	private static StoredEvent stored(UUID dogId, long version) {
		return StoredEvent.builder(dogId, version)
			.type("Hound", "TrickLearned")
			.eventVersion(1)
			.timestamp(Instant.EPOCH)
			.payload("{\"trick\":\"sit\"}".getBytes())
			.build();
	}

	private List<String> names(HttpResponse<String> page) {
		return json(page).get("items")
			.valueStream()
			.map((item) -> item.get("originatorType").asString() + "." + item.get("eventType").asString())
			.toList();
	}

	@Test
	void thePathCanBeChosen() {
		try (ConfigurableApplicationContext other = startUp()
			.with("eventsourcing.web.log.enabled=true", "eventsourcing.web.log.path=/events")
			.run()) {
			assertThat(Http.of(other).get("/events").statusCode()).isEqualTo(200);
			assertThat(Http.of(other).get(LOG).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void sectionsFormAChainOverGaps() {
		startAnew();
		register(11);
		leaveGaps();
		List<Long> read = new ArrayList<>();
		URI next = URI.create(this.http.base() + LOG + "/sections/1,4");
		while (next != null) {
			HttpResponse<String> response = this.http.get(next.getPath());
			JsonNode section = json(response);
			read.addAll(ids(section));
			String link = header(response, HttpHeaders.LINK);
			next = link.isEmpty() ? null : next.resolve(link.substring(1, link.indexOf('>')));
			assertThat(section.get("nextId").asString(""))
				.isEqualTo((next != null) ? next.getPath().substring((LOG + "/sections/").length()) : "");
		}
		assertThat(read).isEqualTo(ids()).hasSizeGreaterThan(6);
	}

	/** Makes gaps between the ids, where the store can have them. */
	void leaveGaps() {
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Test
	void aFullSectionIsCachedForever() {
		register(5);
		String path = section(1);
		HttpResponse<String> first = this.http.get(path);
		assertThat(json(first).get("id").asString()).isEqualTo(sectionId(1, 4));
		String tag = header(first, HttpHeaders.ETAG);
		assertThat(tag).startsWith("\"").endsWith("\"");
		assertThat(header(first, HttpHeaders.CACHE_CONTROL)).contains("max-age=86400", "private", "immutable");
		register(1);
		HttpResponse<String> second = this.http.get(path, HttpHeaders.IF_NONE_MATCH, tag);
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		assertThat(header(second, HttpHeaders.ETAG)).isEqualTo(tag);
		assertThat(this.http.get(path).body()).isEqualTo(first.body());
	}

	@Test
	void aSectionThatIsNotFullIsRevalidated() {
		register(1);
		String path = section(1);
		HttpResponse<String> first = this.http.get(path);
		assertThat(json(first).get("nextId").isNull()).isTrue();
		String tag = header(first, HttpHeaders.ETAG);
		assertThat(tag).startsWith("W/\"");
		assertThat(header(first, HttpHeaders.CACHE_CONTROL)).isEqualTo("no-cache");
		assertThat(header(first, HttpHeaders.LINK)).isEmpty();
		assertThat(this.http.get(path, HttpHeaders.IF_NONE_MATCH, tag).statusCode()).isEqualTo(304);
		register(1);
		assertThat(ids(json(this.http.get(path, HttpHeaders.IF_NONE_MATCH, tag)))).isEqualTo(ids());
	}

	@Test
	void theTagOfASectionDoesNotDependOnTheDigitsOfTheDefaultLocale() throws Exception {
		register(1);
		String path = section(1);
		String tag = header(this.http.get(path), HttpHeaders.ETAG);
		HttpResponse<String> arabic = ArabicDigits.call(() -> this.http.get(path));
		assertThat(header(arabic, HttpHeaders.ETAG)).isEqualTo(tag);
	}

	@Test
	void everyResponseNamesTheLog() {
		register(4);
		String id = header(this.http.get(LOG), "Event-Log-Id");
		assertThat(UUID.fromString(id)).isNotNull();
		HttpResponse<String> section = this.http.get(section(1));
		assertThat(header(section, "Event-Log-Id")).isEqualTo(id);
		HttpResponse<String> unchanged = this.http.get(section(1), HttpHeaders.IF_NONE_MATCH,
				header(section, HttpHeaders.ETAG));
		assertThat(header(unchanged, "Event-Log-Id")).isEqualTo(id);
		assertThat(header(this.http.get(after(4) + "&wait=1s"), "Event-Log-Id")).isEqualTo(id);
	}

	@Test
	void eventsAreSentAsTheyAreStored() {
		byte[] encrypted = { 0, (byte) 0xff, 1, (byte) 0x80, 13, 10 };
		StoredEvent event = StoredEvent.builder(UUID.randomUUID(), 1)
			.type("Cat", "Registered")
			.eventVersion(3)
			.timestamp(Instant.parse("2026-01-02T03:04:05.678901Z"))
			.payload(encrypted)
			.metadata("{\"user\": \"me\"}")
			.build();
		this.context.getBean(ApplicationRecorder.class).insertEvents(Append.of(List.of(event)));
		JsonNode item = json(this.http.get(after(0))).get("items").get(0);
		assertThat(item.get("originatorId").asString()).isEqualTo(event.originatorId().toString());
		assertThat(item.get("originatorVersion").asLong()).isEqualTo(1);
		assertThat(item.get("originatorType").asString()).isEqualTo("Cat");
		assertThat(item.get("eventType").asString()).isEqualTo("Registered");
		assertThat(item.get("eventVersion").asInt()).isEqualTo(3);
		assertThat(item.get("timestamp").asString()).isEqualTo("2026-01-02T03:04:05.678901Z");
		assertThat(Base64.getDecoder().decode(item.get("payload").asString())).isEqualTo(encrypted);
		assertThat(item.get("metadata").asString()).isEqualTo("{\"user\": \"me\"}");
	}

	@Test
	void aPageEndsAfterEventsOfOtherTopics() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "sit");
		register(2);
		JsonNode page = json(this.http.get(after(0) + "&topics=Dog.TrickAdded,Dog.Unknown"));
		assertThat(ids(page)).containsExactly(this.head + 2);
		assertThat(page.get("end").asLong()).isEqualTo(this.head + 4);
		assertThat(page.get("head").asLong()).isEqualTo(this.head + 4);
		assertThat(ids(json(this.http.get(after(1) + "&limit=2")))).containsExactly(this.head + 2, this.head + 3);
		assertThat(ids(json(this.http.get(after(0) + "&limit=1000000")))).isEqualTo(ids());
		register(2);
		assertThat(ids(json(this.http.get(after(0) + "&limit=1000000")))).hasSize(4);
	}

	@Test
	void largeEventsFillAPage() {
		byte[] large = new byte[3 << 20];
		for (int i = 0; i < 2; i++) {
			this.context.getBean(ApplicationRecorder.class)
				.insertEvents(Append.of(List.of(StoredEvent.builder(UUID.randomUUID(), 1)
					.type("Cat", "Photographed")
					.timestamp(Instant.now())
					.payload(large)
					.build())));
		}
		JsonNode page = json(this.http.get(after(0)));
		assertThat(ids(page)).containsExactly(this.head + 1);
		assertThat(page.get("end").asLong()).isEqualTo(this.head + 1);
		assertThat(page.get("head").asLong()).isEqualTo(this.head + 2);
		JsonNode section = json(this.http.get(section(1)));
		assertThat(ids(section)).containsExactly(this.head + 1);
		assertThat(section.get("id").asString()).isEqualTo(sectionId(1, 1));
		assertThat(section.get("nextId").asString()).isEqualTo(sectionId(2, 5));
		assertThat(ids(json(this.http.get(section(2))))).containsExactly(this.head + 2);
	}

	@ParameterizedTest
	@CsvSource({ "?after=-1, The parameter 'after' must be a number of at least 0",
			"?after=x, The parameter 'after' must be a number of at least 0",
			"?limit=0, The parameter 'limit' must be a number of at least 1",
			"?limit=99999999999999999999, The parameter 'limit' must be a number of at least 1",
			"?topics=Dog.TrickAdded$odd, 'The parameter ''topics'' is malformed: ''odd'' is not the full name'",
			"?topics=Dog.Trick%00, The parameter 'topics' is malformed: No event can have this topic",
			"?wait=-1s, 'The parameter ''wait'' must be a number of seconds, such as 20s'",
			"?wait=20, 'The parameter ''wait'' must be a number of seconds, such as 20s'",
			"/sections/0$4, is not a section of the log", "/sections/4$1, is not a section of the log",
			"/sections/x, is not a section of the log" })
	void malformedRequests(String request, String problem) {
		HttpResponse<String> response = this.http.get(LOG + request.replace('$', ','), HttpHeaders.IF_NONE_MATCH,
				"\"x\"");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(header(response, HttpHeaders.CONTENT_TYPE)).isEqualTo("application/problem+json");
		assertThat(this.json.readTree(response.body()).get("detail").asString()).contains(problem);
	}

	/** They are not the fault of the client, even if they are illegal arguments. */
	@Test
	void failuresOfTheServerAreNotMalformedRequests() {
		try (ConfigurableApplicationContext broken = StartUp.of(BrokenIdentity.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "eventsourcing.web.log.enabled=true")
			.with(store())
			.run()) {
			assertThat(Http.of(broken).get(LOG).statusCode()).isEqualTo(500);
			assertThat(Http.of(broken).get(LOG + "/sections/1,4").statusCode()).isEqualTo(500);
			assertThat(Http.of(broken).get(LOG + "/sections/4,1").statusCode()).isEqualTo(400);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenIdentity extends ProjectionContract.School {

		@Bean
		LogIdentity identity() {
			return () -> UUID.fromString("not an id");
		}

	}

	/** More requests wait than the server has threads. */
	@Test
	void requestsWaitWithoutThreads() {
		register(1);
		List<CompletableFuture<JsonNode>> waiting = IntStream.range(0, 40)
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> json(this.http.get(after(1) + "&wait=60s&topics=" + ((i % 2 == 0) ? "Dog.TrickAdded" : ""))),
					(task) -> new Thread(task).start()))
			.toList();
		assertThat(this.http.get(after(0) + "&wait=60s").statusCode()).isEqualTo(200);
		UUID dogId = this.school.registerDog("Rex");
		for (int i = 1; i < 40; i += 2) {
			assertThat(ids(waiting.get(i).join())).containsExactly(this.head + 2);
		}
		assertThat(waiting.get(0)).isNotDone();
		this.school.addTrick(dogId, "sit");
		for (int i = 0; i < 40; i += 2) {
			JsonNode page = waiting.get(i).join();
			assertThat(ids(page)).containsExactly(this.head + 3);
			assertThat(page.get("end").asLong()).isEqualTo(this.head + 3);
		}
	}

	@Test
	void theWaitEnds() {
		long start = System.nanoTime();
		CompletableFuture<JsonNode> waiting = CompletableFuture
			.supplyAsync(() -> json(this.http.get(after(0) + "&wait=1s&topics=Dog.TrickAdded")));
		register(1);
		JsonNode page = waiting.join();
		assertThat(ids(page)).isEmpty();
		assertThat(page.get("end").asLong()).isEqualTo(this.head + 1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
	}

	/** No event is lost between a response and the next request. */
	@Test
	void aClientThatAlwaysWaitsSeesEverything() {
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> register(200));
		List<Long> read = new ArrayList<>();
		long end = this.head;
		while (read.size() < 200) {
			JsonNode page = json(this.http.get(LOG + "?wait=10s&after=" + end));
			assertThat(page.get("end").asLong()).isGreaterThan(end);
			end = page.get("end").asLong();
			read.addAll(ids(page));
		}
		writing.join();
		assertThat(read).isEqualTo(ids());
	}

	@Test
	void theEndOfTheApplicationEndsTheWait() {
		startAnew();
		await().atMost(LIMIT).until(() -> !requestsWait());
		CompletableFuture<JsonNode> waiting = CompletableFuture
			.supplyAsync(() -> json(this.http.get(after(0) + "&wait=60s")));
		await().atMost(LIMIT).until(RemoteLogContract::requestsWait);
		long start = System.nanoTime();
		stop();
		assertThat(ids(waiting.join())).isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
	}

	/** The thread may also be that of an application that was stopped just now. */
	private static boolean requestsWait() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("eventsourcing-remote-log"));
	}

}
