package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The endpoint over JMX, as a console such as JConsole uses it. */
class EndpointJmxTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String WRITABLE = "management.endpoint.eventsourcing.access=unrestricted";

	private ConfigurableApplicationContext context;

	private MBeanServer server;

	private ObjectName name;

	@AfterEach
	void close() {
		this.context.close();
	}

	private void start(String... properties) throws JMException {
		this.context = StartUp.of(EndpointContract.App.class)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures", "spring.jmx.enabled=true",
					"management.endpoints.jmx.exposure.include=eventsourcing",
					"eventsourcing.projections.by-name.tricks.max-attempts=1")
			.with(Contexts.newH2())
			.with(properties)
			.run();
		this.server = this.context.getBean(MBeanServer.class);
		this.name = this.server
			.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Eventsourcing,*"), null)
			.iterator()
			.next();
	}

	private void teach(String... tricks) {
		DogSchool school = this.context.getBean(DogSchool.class);
		for (String trick : tricks) {
			school.addTrick(school.registerDog("Fido"), trick);
		}
		assertThat(this.context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	/** Calls an operation with the types that it declares, as a console does. */
	private Map<?, ?> invoke(String operation, Object... arguments) throws JMException {
		MBeanOperationInfo info = operations().get(operation);
		assertThat(info).as(operation).isNotNull();
		String[] types = Arrays.stream(info.getSignature()).map(MBeanParameterInfo::getType).toArray(String[]::new);
		assertThat(Arrays.stream(arguments).map((argument) -> argument.getClass().getName())).containsExactly(types);
		return (Map<?, ?>) this.server.invoke(this.name, operation, arguments, types);
	}

	private Map<String, MBeanOperationInfo> operations() throws JMException {
		return Arrays.stream(this.server.getMBeanInfo(this.name).getOperations())
			.collect(Collectors.toMap(MBeanFeatureInfo::getName, (operation) -> operation));
	}

	private Object state() throws JMException {
		return invoke("projection", "tricks").get("state");
	}

	@Test
	void withoutAccessThereAreNoActions() throws Exception {
		start();
		assertThat(operations()).containsOnlyKeys("stores", "projection", "parkedEvents");
	}

	@Test
	void eachActionIsAnOperationWithItsOwnParameters() throws Exception {
		start(WRITABLE);
		Map<String, List<String>> parameters = operations().values()
			.stream()
			.collect(Collectors.toMap(MBeanFeatureInfo::getName,
					(operation) -> Arrays.stream(operation.getSignature()).map(MBeanFeatureInfo::getName).toList()));
		assertThat(parameters).isEqualTo(Map.ofEntries(Map.entry("stores", List.of()),
				Map.entry("projection", List.of("name")), Map.entry("parkedEvents", List.of("name")),
				Map.entry("pause", List.of("name")), Map.entry("resume", List.of("name")),
				Map.entry("rebuild", List.of("name")), Map.entry("activate", List.of("name", "version")),
				Map.entry("repartition", List.of("name", "partitions")), Map.entry("retry", List.of("name")),
				Map.entry("retryAggregate", List.of("name", "aggregateId")),
				Map.entry("discard", List.of("name", "notificationId")), Map.entry("forget", List.of("name")),
				Map.entry("forgetVersion", List.of("name", "version")),
				Map.entry("forgetLog", List.of("name", "log"))));
		assertThat(operations().values()).allSatisfy((operation) -> {
			assertThat(operation.getDescription()).doesNotContain("for endpoint");
			assertThat(operation.getSignature()).extracting(MBeanParameterInfo::getType)
				.allMatch((type) -> List.of("java.lang.String", "java.lang.Integer", "java.lang.Long").contains(type));
		});
	}

	@Test
	void descriptionsArePlainObjects() throws Exception {
		start();
		teach("sit");
		Map<?, ?> store = (Map<?, ?>) ((Map<?, ?>) invoke("stores").get("stores")).get("default");
		assertThat(((Map<?, ?>) store.get("projections")).keySet())
			.hasToString("[TrickCounters, tricks, tricks/by/name]");
		assertThat(invoke("projection", "tricks").get("kind")).isEqualTo("projection");
	}

	@Test
	void anErrorNamesTheProjectionsThatThereAre() throws Exception {
		start(WRITABLE);
		String message = "There is no projection with the name 'trikcs', only [TrickCounters, tricks, tricks/by/name]";
		for (String operation : List.of("projection", "parkedEvents", "pause")) {
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke(operation, "trikcs"))
				.withStackTraceContaining(message);
		}
		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("retryAggregate", "tricks", "Fido"))
			.withStackTraceContaining("Invalid UUID string: Fido");
	}

	@Test
	void aProjectionIsPausedAndResumed() throws Exception {
		start(WRITABLE);
		assertThat(invoke("pause", "tricks").get("action")).isEqualTo("pause");
		assertThat(state()).isEqualTo("PAUSED");
		invoke("resume", "tricks");
		await().atMost(LIMIT).until(() -> state().equals("LIVE"));
	}

	@Test
	void aProjectionIsRebuilt() throws Exception {
		start(WRITABLE);
		teach("sit");
		invoke("rebuild", "tricks");
		teach();
		assertThat(this.context.getBean(EndpointContract.Tricks.class).resets()).isOne();
	}

	@Test
	void theParametersReachTheAction() throws Exception {
		start(WRITABLE);
		Map<?, ?> projection = (Map<?, ?>) invoke("repartition", "tricks", 2).get("projection");
		assertThat((List<?>) projection.get("partitions")).hasSize(2);
		for (String operation : List.of("activate", "forgetVersion")) {
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke(operation, "tricks", 7))
				.withMessageContaining("There is no version 7 of the projection 'tricks', only [1]");
		}
		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("forgetLog", "tricks", "kennel"))
			.withMessageContaining("The projection 'tricks' has no position in the log 'kennel', only in [log]");
		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("forget", "tricks"))
			.withMessageContaining("Remove the code first");
	}

	@Test
	void parkedEventsAreShownRetriedAndDiscarded() throws Exception {
		start(WRITABLE);
		teach("bite");
		await().atMost(LIMIT).until(() -> invoke("projection", "tricks").get("parked").equals(1));
		this.context.getBean(ProjectionOperations.class).pause("tricks");
		Map<?, ?> event = (Map<?, ?>) ((List<?>) invoke("parkedEvents", "tricks").get("events")).get(0);
		String aggregateId = event.get("aggregateId").toString();
		assertThatExceptionOfType(MBeanException.class)
			.isThrownBy(() -> invoke("retryAggregate", "tricks", UUID.randomUUID().toString()))
			.withStackTraceContaining("has not parked any event of the aggregate");
		assertThat(invoke("retryAggregate", "tricks", aggregateId).get("requested")).isEqualTo(1);
		assertThat(invoke("retry", "tricks").get("requested")).isEqualTo(1);
		long id = ((Number) event.get("notificationId")).longValue();
		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("discard", "tricks", id + 1))
			.withStackTraceContaining("has not parked the event %d, so nothing was discarded".formatted(id + 1));
		assertThat(invoke("discard", "tricks", id).get("requested")).isEqualTo(1);
	}

}
