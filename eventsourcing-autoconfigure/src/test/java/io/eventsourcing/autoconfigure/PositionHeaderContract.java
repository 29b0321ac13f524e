package io.eventsourcing.autoconfigure;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/** The header that contains the position of what a request has saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PositionHeaderContract {

	private static final String HEADER = "Event-Position";

	private final String[] database;

	private ConfigurableApplicationContext context;

	private Http http;

	PositionHeaderContract(String... database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.context = start("eventsourcing.web.position-header=" + HEADER);
		this.http = Http.of(this.context);
	}

	private ConfigurableApplicationContext start(String... properties) {
		return StartUp.of(WithKennels.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName())
			.with(this.database)
			.with(properties)
			.run();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	private long head() {
		return this.context.getBean(DogSchool.class).notificationLog().maxId();
	}

	@ParameterizedTest
	@CsvSource({ "/body, 200", "/none, 204", "/redirect, 302", "/handled, 409", "/failed, 500", "/callable, 200",
			"/deferred, 200", "/streamed, 200", "/several, 200", "/rolled-back-second, 200" })
	void theResponseContainsTheLastPosition(String path, int status) {
		long before = head();
		HttpResponse<String> response = this.http.post(path, "");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(head()).isGreaterThan(before);
		assertThat(response.headers().allValues(HEADER)).containsExactly(Long.toString(head()));
	}

	@ParameterizedTest
	@CsvSource({ "/nothing, 200", "/rolled-back, 200", "/other-thread, 200", "/unknown, 404" })
	void withoutSavesThereIsNoHeader(String path, int status) {
		HttpResponse<String> response = this.http.post(path, "");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue(HEADER)).isEmpty();
	}

	@Test
	void theHeaderOfOneRequestIsNotThatOfTheNext() {
		for (int i = 0; i < 50; i++) {
			assertThat(this.http.post("/body", "").headers().firstValue(HEADER)).isPresent();
			assertThat(this.http.post("/nothing", "").headers().firstValue(HEADER)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "eventsourcing.verify-replay=false", "eventsourcing.web.position-header=false" })
	void itIsOffByDefault(String property) {
		try (ConfigurableApplicationContext without = start(property)) {
			HttpResponse<String> response = Http.of(without).post("/body", "");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue(HEADER)).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Kennels.class)
	static class WithKennels extends ProjectionContract.School {

	}

	@RestController
	static class Kennels {

		private final DogSchool school;

		private final TransactionTemplate transaction;

		Kennels(DogSchool school, PlatformTransactionManager transactionManager) {
			this.school = school;
			this.transaction = new TransactionTemplate(transactionManager);
		}

		@PostMapping("/body")
		UUID body() {
			return this.school.registerDog("Fido");
		}

		@PostMapping("/none")
		ResponseEntity<Void> none() {
			this.school.registerDog("Fido");
			return ResponseEntity.noContent().build();
		}

		@PostMapping("/redirect")
		ResponseEntity<Void> redirect() {
			this.school.registerDog("Fido");
			return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/elsewhere")).build();
		}

		@PostMapping("/handled")
		void handled() {
			this.school.registerDog("Fido");
			throw new IllegalStateException("Handled");
		}

		@ExceptionHandler
		ResponseEntity<String> handle(IllegalStateException ex) {
			return ResponseEntity.status(HttpStatus.CONFLICT).body(ex.getMessage());
		}

		@PostMapping("/failed")
		void failed() {
			this.school.registerDog("Fido");
			throw new UnsupportedOperationException("Not handled by anybody");
		}

		@PostMapping("/callable")
		Callable<UUID> callable() {
			return () -> this.school.registerDog("Fido");
		}

		@PostMapping("/deferred")
		DeferredResult<UUID> deferred() {
			DeferredResult<UUID> result = new DeferredResult<>();
			UUID id = this.school.registerDog("Fido");
			new Thread(() -> result.setResult(id)).start();
			return result;
		}

		@PostMapping("/streamed")
		StreamingResponseBody streamed() {
			return (output) -> output.write(this.school.registerDog("Fido").toString().getBytes());
		}

		@PostMapping("/several")
		List<UUID> several() {
			return List.of(this.school.registerDog("Fido"),
					this.transaction.execute((status) -> this.school.registerDog("Rex")));
		}

		@PostMapping("/rolled-back-second")
		UUID rolledBackSecond() {
			UUID id = this.school.registerDog("Fido");
			rolledBack();
			return id;
		}

		@PostMapping("/rolled-back")
		void rolledBack() {
			this.transaction.executeWithoutResult((status) -> {
				this.school.registerDog("Rex");
				status.setRollbackOnly();
			});
		}

		@PostMapping("/nothing")
		void nothing() {
		}

		@PostMapping("/other-thread")
		void otherThread() throws InterruptedException {
			Thread other = new Thread(() -> this.school.registerDog("Fido"));
			other.start();
			other.join();
		}

	}

}
