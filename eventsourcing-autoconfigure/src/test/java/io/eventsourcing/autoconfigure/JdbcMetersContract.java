package io.eventsourcing.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.AppendObserver;
import io.eventsourcing.projection.ProjectionOperations;
import io.micrometer.core.instrument.DistributionSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The meters of group commit, on each database. */
@ExtendWith(OutputCaptureExtension.class)
abstract class JdbcMetersContract extends MetersContract {

	@Test
	void theGroupsGrowUnderLoad() {
		start(School.class);
		DistributionSummary groups = registry().get("eventsourcing.append.group").summary();
		saveConcurrently(1, 50);
		assertThat(groups.count()).isEqualTo(50);
		assertThat(groups.mean()).isEqualTo(1);
		saveConcurrently(32, 50);
		assertThat(groups.totalAmount()).isEqualTo(50 + 32 * 50);
		assertThat(groups.max()).isGreaterThan(1);
		assertThat(registry().get("eventsourcing.append.wait").timer().count()).isEqualTo(groups.count());
		assertThat(registry().get("eventsourcing.append.write").timer().count()).isEqualTo(groups.count());
	}

	/** The store does not take part in it. */
	@Test
	void eventsAreCountedWhateverBecomesOfATransactionOfAnotherDatabase() {
		start(School.class);
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID());
		new TransactionTemplate(new JdbcTransactionManager(other)).executeWithoutResult((status) -> {
			school().registerDog("Fido");
			status.setRollbackOnly();
		});
		assertThat(school().notificationLog().select(1, 10)).hasSize(1);
		assertThat(registry().get("eventsourcing.append.events").counter().count()).isEqualTo(1);
	}

	@Test
	void thePageListsAllMeters() throws Exception {
		start(Everything.class);
		school().addTrick(school().registerDog("Fido"), "sit");
		Set<String> listed = Pattern.compile("^\\| `(eventsourcing\\.[a-z.]+)` \\|", Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/operations.md")))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toSet());
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			// Whether an event is handled alone or in a batch depends on when it was
			// saved
			school().registerDog("Rex");
			school().addTrick(school().registerDog("Rex"), "sit");
			context().getBean(ProjectionOperations.class).rebuild("tricks");
			assertThat(registry().getMeters()
				.stream()
				.map((meter) -> meter.getId().getName())
				.filter((name) -> name.startsWith("eventsourcing.") && !name.endsWith(".active"))
				.collect(Collectors.toSet())).isEqualTo(listed);
		});
	}

	/** Its events are already stored. */
	@Test
	void anObserverThatFailsDoesNotFailTheSave(CapturedOutput output) {
		start(Broken.class);
		saveConcurrently(4, 10);
		assertThat(school().notificationLog().maxId()).isEqualTo(40);
		assertThat(output).contains("An observer of saves failed", "This observer is broken");
		assertThat(registry().get("eventsourcing.append.group").summary().totalAmount()).isEqualTo(40);
	}

	@Configuration(proxyBeanMethods = false)
	static class Broken extends School {

		@Bean
		AppendObserver broken() {
			return (group) -> {
				throw new IllegalStateException("This observer is broken");
			};
		}

	}

}
