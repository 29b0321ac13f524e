package io.eventsourcing.sample.dogschool;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** That what the README tells to type works. */
class ReadmeRunTest {

	@Test
	void theCommandsOfCurlWork() throws Exception {
		List<String> lines = Readme.snippets("sh")
			.stream()
			.flatMap(String::lines)
			.filter((line) -> line.startsWith("curl "))
			.toList();
		assertThat(lines).hasSize(5);
		try (ConfigurableApplicationContext context = run("spring.datasource.url=jdbc:h2:mem:readme")) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			HttpResponse<String> registered = curl(lines.get(0), port, "");
			assertThat(registered.statusCode()).isEqualTo(201);
			String id = JsonPath.read(registered.body(), "$.id");

			assertThat(curl(lines.get(1), port, id).statusCode()).isEqualTo(204);
			HttpResponse<String> dog = curl(lines.get(2), port, id);
			assertThat(dog.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<String>read(dog.body(), "$.name")).isEqualTo("Fido");
			assertThat(JsonPath.<List<String>>read(dog.body(), "$.tricks")).containsExactly("roll over");

			HttpResponse<String> notifications = curl(lines.get(3), port, id);
			assertThat(notifications.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<List<Integer>>read(notifications.body(), "$[*].id")).containsExactly(1, 2);
			assertThat(JsonPath.<List<String>>read(notifications.body(), "$[*].topic"))
				.containsExactly("Dog.Registered", "Dog.TrickAdded");

			assertThat(context.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			HttpResponse<String> tricks = curl(lines.get(4), port, id);
			assertThat(tricks.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<List<String>>read(tricks.body(), "$[*].trick")).containsExactly("roll over");
		}
	}

	@Test
	void theDatabaseThatIsToBeMadeIsEnoughForTheProfile() throws SQLException {
		TestDatabase server = PostgresServer.shared().createDatabase();
		try (Connection connection = server.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (String command : Readme.snippets("sql").get(0).split(";\\s*")) {
				statement.execute(command);
			}
		}
		String url = server.jdbcUrl().replaceFirst("[^/]+$", "dogschool");
		try (ConfigurableApplicationContext context = run("spring.profiles.active=" + profile(),
				"spring.datasource.url=" + url)) {
			assertThat(context.getEnvironment().getProperty("spring.datasource.username")).isEqualTo("dogschool");
			DogSchool school = context.getBean(DogSchool.class);
			assertThat(school.getDog(school.registerDog("Fido")).name()).isEqualTo("Fido");
		}
	}

	private static String profile() {
		String profile = Pattern.compile("-Dspring-boot\\.run\\.profiles=(\\w+)")
			.matcher(Readme.text())
			.results()
			.map((match) -> match.group(1))
			.findFirst()
			.orElseThrow();
		assertThat(new ClassPathResource("application-" + profile + ".yml").exists()).isTrue();
		return profile;
	}

	private static HttpResponse<String> curl(String line, String port, String id) throws Exception {
		return Curl.parse(line.replace("localhost:8080", "localhost:" + port).replace("{id}", id)).run();
	}

	private static ConfigurableApplicationContext run(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return SpringApplication.run(DogSchoolApplication.class, arguments.toArray(String[]::new));
	}

}
