package io.eventsourcing.sample.projections.remote;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** One application follows the log of another one, each with a database of its own. */
class RemoteLogExampleTest {

	@Test
	void anotherApplicationKnowsTheTricks() {
		try (ConfigurableApplicationContext server = SpringApplication.run(DogSchoolApplication.class,
				"--spring.profiles.active=log-server", "--server.port=0", "--spring.datasource.url=jdbc:h2:mem:server");
				ConfigurableApplicationContext client = client(
						server.getEnvironment().getRequiredProperty("local.server.port"))) {
			DogSchool school = server.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			school.addTrick(dogId, "roll over");
			school.addTrick(dogId, "play dead");
			assertThat(client.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(client.getBean(TrickCatalog.class).tricks(dogId)).containsExactly("roll over", "play dead");
		}
	}

	private static ConfigurableApplicationContext client(String port) {
		SpringApplication application = new SpringApplication(CatalogApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run("--spring.profiles.active=log-client", "--spring.datasource.url=jdbc:h2:mem:client",
				"--spring.flyway.enabled=false", "--spring.sql.init.schema-locations=classpath:examples/catalog.sql",
				"--eventsourcing.upstreams.dogschool.url=http://localhost:" + port + "/eventsourcing/log");
	}

}
