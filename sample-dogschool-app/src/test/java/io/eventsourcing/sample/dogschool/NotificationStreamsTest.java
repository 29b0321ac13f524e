package io.eventsourcing.sample.dogschool;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How streams end, and what they cost. */
@Timeout(60)
class NotificationStreamsTest extends RunningDogSchool implements H2 {

	private static final Duration SOON = Duration.ofSeconds(3);

	@Test
	void aStreamEndsWithItsClient() throws Exception {
		try (ConfigurableApplicationContext context = start(Map.of("dogschool.heartbeat", "20ms"))) {
			NotificationStreams streams = context.getBean(NotificationStreams.class);
			try (EventStream stream = open(context); EventStream other = open(context)) {
				assertThat(streams.size()).isEqualTo(2);
				other.close();
				await().until(() -> streams.size() == 1);
				context.getBean(DogSchool.class).registerDog("Fido");
				assertThat(stream.nextIds(1)).containsExactly(1L);
			}
			await().until(() -> streams.size() == 0);
		}
	}

	@Test
	void theApplicationEndsWhileStreamsAreOpen() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(DogSchool.class).registerDog("Fido");
			try (EventStream busy = open(context); EventStream idle = open(context, "Last-Event-ID", "1")) {
				assertThat(busy.nextIds(1)).containsExactly(1L);
				assertThat(CompletableFuture.runAsync(context::close)).succeedsWithin(SOON);
				busy.awaitEnd();
				idle.awaitEnd();
			}
		}
	}

	@Test
	void aStoppedApplicationRefusesStreamsUntilItIsStartedAgain() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			NotificationStreams streams = context.getBean(NotificationStreams.class);
			streams.stop();
			try (EventStream refused = open(context)) {
				assertThat(refused.response().statusCode()).isEqualTo(503);
				assertThat(refused.response().headers().firstValue("Content-Type"))
					.contains("application/problem+json");
			}
			assertThat(streams.size()).isZero();
			streams.start();
			try (EventStream stream = open(context)) {
				context.getBean(DogSchool.class).registerDog("Fido");
				assertThat(stream.nextIds(1)).containsExactly(1L);
			}
		}
	}

	@Test
	void manyStreamsShareAFewThreads() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			List<EventStream> streams = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				streams.add(open(context));
			}
			context.getBean(DogSchool.class).registerDog("Fido");
			assertThat(streams).allSatisfy((stream) -> assertThat(stream.nextIds(1)).containsExactly(1L));
			// Other applications of this JVM, which tests keep, have threads of the same
			// names
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.filteredOn((name) -> name.startsWith("notification-stream-"))
				.isSubsetOf("notification-stream-1", "notification-stream-2", "notification-stream-3",
						"notification-stream-4", "notification-stream-5");
			streams.forEach(EventStream::close);
		}
	}

	@Test
	void aClientThatDoesNotReadIsDroppedAndHoldsUpNobody() throws Exception {
		try (ConfigurableApplicationContext context = start(Map.of("server.tomcat.connection-timeout", "1s"))) {
			NotificationStreams streams = context.getBean(NotificationStreams.class);
			DogSchool school = context.getBean(DogSchool.class);
			for (int i = 0; i < 40; i++) {
				school.registerDog("x".repeat(500_000));
			}
			try (Socket slow = openAndReadNothing(context); EventStream stream = open(context)) {
				assertThat(stream.nextIds(40))
					.containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
				await().until(() -> streams.size() == 1);
				assertThat(slow.isClosed()).isFalse();
				assertThat(CompletableFuture.runAsync(context::close)).succeedsWithin(SOON);
			}
		}
	}

	private static Socket openAndReadNothing(ConfigurableApplicationContext context) throws Exception {
		URI uri = uri(context, "/notifications/stream");
		Socket socket = new Socket();
		socket.setReceiveBufferSize(1024);
		socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
		socket.getOutputStream()
			.write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getHost() + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static EventStream open(ConfigurableApplicationContext context, String... headers) throws Exception {
		return EventStream.open(uri(context, "/notifications/stream"), headers);
	}

}
