package io.eventsourcing.migration;

import java.util.stream.Stream;

import io.eventsourcing.testsupport.TestDatabase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that does not start if it cannot read one of the stored events. */
public record Program(Class<?> application, String url, String username) {

	/** An application on PostgreSQL. */
	public static Program on(TestDatabase database, Class<?> application) {
		return new Program(application, database.jdbcUrl(), database.username());
	}

	/** Starts the application, with all checks of the library. */
	public ConfigurableApplicationContext start(String... properties) {
		SpringApplication application = new SpringApplication(this.application);
		application.setWebApplicationType(WebApplicationType.NONE);
		Stream<String> own = Stream.of("spring.datasource.url=" + this.url,
				"spring.datasource.username=" + this.username, "spring.flyway.enabled=false",
				"spring.jpa.hibernate.ddl-auto=none", "eventsourcing.verify-replay=true",
				"eventsourcing.events.check.mode=fail", "eventsourcing.events.check.timeout=1m");
		return application.run(Stream.concat(own, Stream.of(properties)).map("--"::concat).toArray(String[]::new));
	}

}
