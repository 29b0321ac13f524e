package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLogIdentity;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import io.eventsourcing.remote.client.RemoteLogException;
import io.eventsourcing.remote.client.RemoteRecorder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A client of a remote log sees what a reader of the log itself sees. */
@ExtendWith(OutputCaptureExtension.class)
class RemoteRecorderTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	static final String TOKEN = "Bearer secret";

	private final String[] database = Contexts.newH2();

	private ConfigurableApplicationContext server;

	private String url;

	private StoppableNotificationLog log;

	@BeforeEach
	void start() {
		start("server.port=0");
		this.url = Http.of(this.server).base() + "/eventsourcing/log";
		this.log = client(TOKEN).log();
	}

	private void start(String port) {
		this.server = StartUp.of(Protected.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "eventsourcing.web.log.enabled=true",
					"eventsourcing.log.page-size=10", port)
			.with(this.database)
			.run();
	}

	private RemoteRecorder client(String token) {
		RestClient.Builder http = RemoteRecorder.withTimeouts(RestClient.builder());
		return new RemoteRecorder("dogschool", this.url, http.defaultHeader("Authorization", token).build());
	}

	@AfterEach
	void stop() {
		this.log.stop();
		this.server.close();
	}

	private DogSchool school() {
		return this.server.getBean(DogSchool.class);
	}

	private void save(int dogs) {
		for (int i = 0; i < dogs; i++) {
			school().addTrick(school().registerDog("Fido"), "sit");
		}
	}

	@Test
	void selectionsAreThoseOfTheServer() {
		save(20);
		NotificationLog local = school().notificationLog();
		assertThat(this.log.maxId()).isEqualTo(40);
		for (NotificationQuery query : List.of(NotificationQuery.after(0, 100), NotificationQuery.after(7, 25),
				NotificationQuery.after(7, 25).upTo(20), NotificationQuery.after(0, 5).topics(Set.of("Dog.TrickAdded")),
				NotificationQuery.after(0, 15).topics(Set.of("Dog.TrickAdded", "Dog.Unknown")),
				NotificationQuery.after(3, 100).topics(Set.of("Dog.TrickAdded", "a,b")),
				NotificationQuery.after(0, 9).topics(Set.of("100%/+.&?", "Käfer.Größe")),
				NotificationQuery.after(40, 10), NotificationQuery.after(1000, 10))) {
			assertThat(this.log.select(query)).as(query.toString()).isEqualTo(local.select(query));
		}
		assertThat(this.log.section("1,10")).isEqualTo(local.section("1,10"));
	}

	@Test
	void aSubscriptionReturnsWhatIsThereAndWhatComes() {
		save(15);
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> save(50));
		List<Long> ids = new ArrayList<>();
		try (Subscription events = this.log.subscribe(0)) {
			while (ids.size() < 130) {
				ids.add(events.next().id());
			}
		}
		writing.join();
		assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 130).boxed().toList());
	}

	/** Much sooner than a client that polls. */
	@Test
	void newEventsArriveAtOnce() {
		save(1);
		try (Subscription events = this.log.subscribe(2)) {
			for (int i = 0; i < 20; i++) {
				CompletableFuture<Notification> next = CompletableFuture.supplyAsync(events::next);
				UUID id = school().registerDog("Rex");
				assertThat(next.orTimeout(10, TimeUnit.SECONDS).join().originatorId()).isEqualTo(id);
			}
		}
	}

	@Test
	void aServerThatWasAwayIsFollowedFurther() {
		save(1);
		List<Long> ids = new ArrayList<>();
		try (Subscription events = this.log.subscribe(0)) {
			ids.add(events.next().id());
			ids.add(events.next().id());
			CompletableFuture<Long> next = CompletableFuture.supplyAsync(() -> nextAfterFailures(events));
			int port = URI.create(this.url).getPort();
			this.server.close();
			await().atMost(LIMIT).until(this::isAway);
			start("server.port=" + port);
			save(1);
			ids.add(next.join());
			ids.add(events.next().id());
		}
		assertThat(ids).containsExactly(1L, 2L, 3L, 4L);
	}

	private boolean isAway() {
		try {
			this.log.maxId();
			return false;
		}
		catch (RemoteLogException ex) {
			return true;
		}
	}

	private static long nextAfterFailures(Subscription events) {
		while (true) {
			try {
				return events.next().id();
			}
			catch (RemoteLogException ex) {
				assertThat(ex).hasMessageContaining("The log 'dogschool' at http");
			}
		}
	}

	/** Otherwise, they would not notice until they poll. */
	@Test
	void readersAreWokenWhenTheLogCannotBeRead() {
		AtomicInteger calls = new AtomicInteger();
		try (Registration registration = client(TOKEN).onAppend(calls::incrementAndGet)) {
			await().atMost(LIMIT).until(() -> calls.get() == 1);
			this.server.close();
			await().atMost(LIMIT).until(() -> calls.get() == 2);
			assertThat(registration).isNotNull();
		}
	}

	/** Its web server still runs while the application stops. */
	@Test
	void aServerThatDoesNotWaitIsNotAskedWithoutAPause() {
		this.server.getBean(StoppableNotificationLog.class).stop();
		AtomicInteger requests = new AtomicInteger();
		RestClient http = RemoteRecorder.withTimeouts(RestClient.builder())
			.defaultHeader("Authorization", TOKEN)
			.requestInterceptor((request, body, execution) -> {
				requests.incrementAndGet();
				return execution.execute(request, body);
			})
			.build();
		AtomicInteger calls = new AtomicInteger();
		try (Registration registration = new RemoteRecorder("dogschool", this.url, http)
			.onAppend(calls::incrementAndGet)) {
			await().atMost(LIMIT).until(() -> requests.get() >= 3);
			await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> requests.get() < 10);
			assertThat(registration).isNotNull();
			assertThat(calls).as("failures or new events").hasValue(1);
			save(1);
			await().atMost(LIMIT).until(() -> calls.get() == 2);
		}
	}

	@Test
	void anErrorDoesNotEndTheWaitForNewEvents() {
		AtomicInteger waiting = new AtomicInteger();
		RestClient http = RemoteRecorder.withTimeouts(RestClient.builder())
			.defaultHeader("Authorization", TOKEN)
			.requestInterceptor((request, body, execution) -> {
				if (request.getURI().getQuery().contains("wait=") && waiting.incrementAndGet() == 1) {
					throw new StackOverflowError();
				}
				return execution.execute(request, body);
			})
			.build();
		AtomicInteger calls = new AtomicInteger();
		try (Registration registration = new RemoteRecorder("dogschool", this.url, http)
			.onAppend(calls::incrementAndGet)) {
			await().atMost(LIMIT).until(() -> waiting.get() > 1);
			assertThat(calls).as("the beginning, the failure and the next beginning").hasValue(3);
			assertThat(registration).isNotNull();
		}
	}

	@Test
	void aBeanIsNotTakenForTheIdentityOfTheOwnLog() {
		try (ConfigurableApplicationContext both = StartUp.of(WithRecorder.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "eventsourcing.web.log.enabled=true",
					"server.port=0")
			.with(Contexts.newH2())
			.run()) {
			assertThat(both.getBean(LogIdentity.class)).isInstanceOf(JdbcLogIdentity.class);
			assertThat(Http.of(both).get("/eventsourcing/log").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whoIsNotAuthorisedGetsNothing() {
		save(1);
		assertThat(Http.of(this.server).get("/eventsourcing/log").statusCode()).isEqualTo(401);
		assertThat(Http.of(this.server).get("/eventsourcing/log").body()).isEmpty();
		assertThat(Http.of(this.server).get("/eventsourcing/log/sections/1,10").body()).isEmpty();
		RemoteRecorder other = client("Bearer guessed");
		assertThatExceptionOfType(RemoteLogException.class).isThrownBy(other::maxNotificationId)
			.withMessageContaining("401")
			.withMessageContaining("'dogschool'");
	}

	@Test
	void anotherPageIsNotALog() {
		RemoteRecorder elsewhere = new RemoteRecorder("dogschool", Http.of(this.server).base() + "/error",
				RestClient.builder().defaultStatusHandler((status) -> true, (request, response) -> {
				}).build());
		assertThatExceptionOfType(RemoteLogException.class).isThrownBy(elsewhere::maxNotificationId)
			.withMessageContaining("The response is not that of an event log");
	}

	@Test
	void anotherLogOfTheSameNameIsRejected() {
		save(1);
		assertThat(this.log.maxId()).isEqualTo(2);
		UUID other = UUID.randomUUID();
		this.server.getBean(JdbcClient.class)
			.sql("update \"eventsourcing\".log_identity set id = ?")
			.param(other)
			.update();
		assertThatExceptionOfType(LogIdentityException.class).isThrownBy(() -> this.log.select(1, 10))
			.withMessageContaining("'dogschool'")
			.withMessageContaining(other.toString());
		assertThatExceptionOfType(LogIdentityException.class).isThrownBy(this.log::maxId);
		assertThat(client(TOKEN).identity().read()).isEqualTo(other);
	}

	@Test
	void startUpWarnsWithoutSpringSecurity(CapturedOutput output) {
		assertThat(output.getOut().split("All events can be read at the path /eventsourcing/log", -1)).hasSize(2);
	}

	@Configuration(proxyBeanMethods = false)
	static class WithRecorder extends ProjectionContract.School {

		@Bean
		RemoteRecorder remoteRecorder() {
			return new RemoteRecorder("dogschool", "http://localhost:1/eventsourcing/log", RestClient.create());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TokenFilter.class)
	static class Protected extends ProjectionContract.School {

	}

	/** What Spring Security would do. */
	static class TokenFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (request.getRequestURI().startsWith("/eventsourcing")
					&& !TOKEN.equals(request.getHeader("Authorization"))) {
				response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
				return;
			}
			chain.doFilter(request, response);
		}

	}

}
