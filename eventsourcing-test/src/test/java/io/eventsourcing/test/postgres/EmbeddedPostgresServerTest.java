package io.eventsourcing.test.postgres;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventsourcing.testsupport.ArabicDigits;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class EmbeddedPostgresServerTest {

	@Test
	void theServerStopsAfterTheContextsHaveBeenClosed() {
		JavaProcess process = JavaProcess.run(List.of(), JavaProcess.classPathWithout(), Program.class.getName());
		assertThat(process.exitCode()).as(process.output()).isZero();
		Matcher answer = Pattern.compile("The database at port (\\d+) answers until the end").matcher(process.output());
		assertThat(answer.find()).as(process.output()).isTrue();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket("localhost", Integer.parseInt(answer.group(1))).close());
	}

	@Test
	void theUrlDoesNotDependOnTheDigitsOfTheDefaultLocale() throws Exception {
		String url = ArabicDigits.call(EmbeddedPostgresServer::createDatabase);
		assertThat(URI.create(url.substring("jdbc:".length())).getPort()).isPositive();
	}

	/** Leaves a context open, as the test framework does. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class })
	static class Program {

		public static void main(String[] args) {
			new SpringApplicationBuilder(Program.class).web(WebApplicationType.NONE).run();
		}

		@Bean
		EmbeddedPostgresDatabase database() {
			return new EmbeddedPostgresDatabase();
		}

		@Bean
		DisposableBean last(JdbcTemplate jdbc, EmbeddedPostgresDatabase database) {
			int port = URI.create(database.getJdbcUrl().substring("jdbc:".length())).getPort();
			return () -> {
				await().during(Duration.ofSeconds(1))
					.atMost(Duration.ofSeconds(30))
					.until(() -> jdbc.queryForObject("select 1", Integer.class) == 1);
				System.out.printf("The database at port %d answers until the end%n", port);
			};
		}

	}

}
