package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.persistence.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What the running application does on every database. */
abstract class DogSchoolContract {

	@TempDir
	Path directory;

	/** Where the events are, the same for every start. */
	abstract List<String> properties(Path directory);

	@Test
	void whatIsDoneOutlivesTheApplication() {
		UUID dogId;
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			dogId = school.registerDog("Fido");
			school.addTrick(dogId, "roll over");
			school.addTrick(dogId, "fetch ball");
		}
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			assertThat(school.getDog(dogId)).isEqualTo(new DogDetails("Fido", List.of("roll over", "fetch ball")));
			assertThat(school.notificationLog().select(1, 10)).extracting(Notification::id).containsExactly(1L, 2L, 3L);
		}
	}

	@Test
	void aTransactionThatIsRolledBackStoresNothing() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			UUID dogId = transaction.execute((status) -> {
				UUID id = school.registerDog("Fido");
				assertThat(school.getDog(id).name()).isEqualTo("Fido");
				status.setRollbackOnly();
				return id;
			});
			assertThat(school.repository().exists(Dog.class, dogId)).isFalse();
			assertThat(school.notificationLog().select(1, 10)).isEmpty();
		}
	}

	private ConfigurableApplicationContext start() {
		String[] arguments = properties(this.directory).stream()
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		SpringApplication application = new SpringApplication(DogSchoolApplication.class);
		application.setDefaultProperties(Map.of("server.port", "0"));
		return application.run(arguments);
	}

}
