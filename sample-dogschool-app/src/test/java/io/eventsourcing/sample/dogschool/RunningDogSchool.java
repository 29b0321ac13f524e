package io.eventsourcing.sample.dogschool;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application with a database of the test, on a port of its own. */
abstract class RunningDogSchool implements Database {

	private List<String> properties;

	@BeforeEach
	final void createDatabaseOfTest(@TempDir Path directory) {
		this.properties = createDatabase(directory);
	}

	/**
	 * Starts the application on the database of the test, which a restart does not
	 * change.
	 */
	final ConfigurableApplicationContext start(Class<?>... more) {
		return start(Map.of(), more);
	}

	final ConfigurableApplicationContext start(Map<String, String> settings, Class<?>... more) {
		Stream<String> set = settings.entrySet().stream().map((setting) -> setting.getKey() + "=" + setting.getValue());
		String[] arguments = Stream.concat(this.properties.stream(), set)
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		SpringApplication application = new SpringApplication(DogSchoolApplication.class);
		application.addPrimarySources(List.of(more));
		application.setDefaultProperties(Map.of("server.port", "0"));
		return application.run(arguments);
	}

	static URI uri(ConfigurableApplicationContext context, String path) {
		return URI
			.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

}
