package io.eventsourcing.autoconfigure;

import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The health of applications in unusual situations. */
class HealthTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String HEALTH = "/actuator/health/eventsourcing";

	private static final String TRICKS = HEALTH + "/projections/tricks";

	private static StartUp app(Class<?> source, String... properties) {
		return StartUp.of(source)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.endpoint.health.show-details=always")
			.with(Contexts.newH2())
			.with(properties)
			.onWeb();
	}

	private static JsonNode get(ConfigurableApplicationContext context, String path) {
		return new JsonMapper().readTree(Http.of(context).get(path).body());
	}

	private static void awaitUp(ConfigurableApplicationContext context) {
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(get(context, HEALTH).path("status").asString()).isEqualTo("UP"));
	}

	private static void awaitState(ConfigurableApplicationContext context, String state) {
		await().atMost(LIMIT)
			.untilAsserted(
					() -> assertThat(get(context, TRICKS).get("details").get("state").asString()).isEqualTo(state));
	}

	/** Otherwise, probes would use up the threads of the web server. */
	@Test
	void aDatabaseThatDoesNotAnswerBlocksOneRequestOnly() {
		try (ConfigurableApplicationContext context = app(Hanging.class).run()) {
			awaitUp(context);
			Gate gate = context.getBean(Gate.class);
			gate.closed = new CountDownLatch(1);
			try {
				Http http = Http.of(context);
				List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
				// Those of the first second get what was read before
				await().atMost(LIMIT).until(() -> {
					requests.add(CompletableFuture.supplyAsync(() -> http.get(HEALTH)));
					return gate.holdsRequest;
				});
				Stream.generate(() -> CompletableFuture.supplyAsync(() -> http.get(HEALTH)))
					.limit(4)
					.forEach(requests::add);
				await().atMost(LIMIT)
					.until(() -> requests.stream().filter((request) -> !request.isDone()).count() == 1);
			}
			finally {
				gate.closed.countDown();
			}
			awaitUp(context);
		}
	}

	/** A readiness group would flap with each deployment. */
	@Test
	void aProjectionThatHasNoOwnerYetIsUp() {
		try (ConfigurableApplicationContext context = app(WithoutLease.class, "eventsourcing.projections.lease=1h")
			.run()) {
			JsonNode tricks = get(context, TRICKS);
			assertThat(tricks.get("details").get("state").asString()).isEqualTo("WAITING");
			assertThat(tricks.get("status").asString()).isEqualTo("UP");
			assertThat(Http.of(context).get("/actuator/health").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aProjectionThatStillHasNoOwnerAfterTheLeaseIsDown() {
		try (ConfigurableApplicationContext context = app(WithoutLease.class, "eventsourcing.projections.lease=100ms")
			.run()) {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(get(context, TRICKS).get("status").asString()).isEqualTo("DOWN"));
			assertThat(get(context, TRICKS).get("details").get("state").asString()).isEqualTo("WAITING");
		}
	}

	/** Another process takes it over when it next renews its lease. */
	@Test
	void aProjectionThatHasJustBeenReleasedIsUp() {
		String[] database = Contexts.newH2();
		StartUp watching = app(MetersContract.Plain.class, database).with("eventsourcing.projections.enabled=false",
				"eventsourcing.projections.lease=1h");
		try (ConfigurableApplicationContext context = watching.run()) {
			assertThat(get(context, TRICKS).get("status").asString()).isEqualTo("DOWN");
			try (ConfigurableApplicationContext owner = app(MetersContract.Plain.class, database).run()) {
				awaitUp(owner);
				awaitState(context, "LIVE");
			}
			awaitState(context, "WAITING");
			assertThat(get(context, TRICKS).get("status").asString()).isEqualTo("UP");
		}
	}

	/** Its lag is not known, and may be above the limit. */
	@ParameterizedTest
	@CsvSource({ "max-lag=10, DOWN", "max-lag-time=1m, DOWN", "max-parked=10, UP" })
	void aProjectionWhoseLogCannotBeReadIsDownIfItsLagIsLimited(String limit, String status) {
		try (ConfigurableApplicationContext context = app(Following.class,
				"eventsourcing.upstreams.dogschool.url=http://localhost:1/eventsourcing/log",
				"eventsourcing.projections.health." + limit)
			.run()) {
			awaitState(context, "CATCHING_UP");
			JsonNode health = get(context, TRICKS);
			assertThat(health.get("status").asString()).isEqualTo(status);
			assertThat(health.get("details").get("log").asString()).isEqualTo("cannot be read");
		}
	}

	@Import(NoLease.class)
	static class WithoutLease extends MetersContract.Plain {

	}

	/** Makes the process fail to renew its lease. */
	static class NoLease implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof LeaseRecorder) ? Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { LeaseRecorder.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("renew")) {
							throw new DataAccessResourceFailureException("There is no lease");
						}
						return method.invoke(bean, arguments);
					}) : bean;
		}

	}

	@Import(OtherTricks.class)
	static class Following extends MetersContract.School {

	}

	@Projection("tricks")
	@Follows("dogschool")
	static class OtherTricks {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
		}

	}

	@Import(Gate.class)
	static class Hanging extends MetersContract.Plain {

	}

	/** Makes whoever asks for a connection wait while it is closed. */
	static class Gate implements BeanPostProcessor {

		private volatile CountDownLatch closed = new CountDownLatch(0);

		/** Whether a thread of the web server has had to wait. */
		private volatile boolean holdsRequest;

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

				@Override
				public Connection getConnection() throws SQLException {
					try {
						if (Gate.this.closed.getCount() > 0 && Thread.currentThread().getName().startsWith("http-")) {
							Gate.this.holdsRequest = true;
						}
						Gate.this.closed.await();
					}
					catch (InterruptedException ex) {
						throw new SQLException(ex);
					}
					return super.getConnection();
				}

			} : bean;
		}

	}

}
