package io.eventsourcing.test.autoconfigure;

import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import io.eventsourcing.test.autoconfigure.dogs.DogApplication;
import io.eventsourcing.test.autoconfigure.dogs.DogSchool;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.container.ContainerImageMetadata;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which database the slice uses. */
class TestDatabaseTest {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private static String product(DataSource dataSource) throws Exception {
		return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
	}

	/**
	 * {@code @ServiceConnection} registers a definition like this one for a container,
	 * for which no Docker is available here.
	 */
	@Nested
	@EventSourcingTest
	@ContextConfiguration(classes = DogApplication.class)
	@Import(ConnectionDetailsOfAContainer.class)
	class OfAServiceConnection {

		@Test
		void isUsed(@Autowired DataSource dataSource, @Autowired DogSchool school) throws Exception {
			assertThat(product(dataSource)).isEqualTo("PostgreSQL");
			assertThat(school.getDog(school.registerDog("Fido")).name()).isEqualTo("Fido");
		}

	}

	@Nested
	@EventSourcingTest
	@ContextConfiguration(classes = DogApplication.class)
	class OfDynamicProperties {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", DATABASE::jdbcUrl);
			registry.add("spring.datasource.username", DATABASE::username);
			registry.add("spring.datasource.password", DATABASE::password);
		}

		@Test
		void isUsed(@Autowired DataSource dataSource) throws Exception {
			assertThat(product(dataSource)).isEqualTo("PostgreSQL");
		}

	}

	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	@EventSourcingTest(
			properties = "spring.datasource.url=jdbc:postgresql://production.example.com/dogs?password=secret")
	@ContextConfiguration(classes = DogApplication.class)
	@DirtiesContext
	class OfTheApplication {

		@Test
		void isReplacedByH2WithAMessage(@Autowired DataSource dataSource, CapturedOutput output) throws Exception {
			assertThat(product(dataSource)).isEqualTo("H2");
			assertThat(output).contains(
					"This test uses an embedded H2 database in place of jdbc:postgresql://production.example.com/dogs.")
				.contains("@AutoConfigureEmbeddedPostgres")
				.contains("@ServiceConnection")
				.doesNotContain("secret");
		}

	}

	static class ConnectionDetailsOfAContainer implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			RootBeanDefinition definition = new RootBeanDefinition(JdbcConnectionDetails.class, Details::new);
			new ContainerImageMetadata("postgres:18").addTo(definition);
			registry.registerBeanDefinition("connectionDetails", definition);
		}

	}

	static class Details implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return DATABASE.jdbcUrl();
		}

		@Override
		public String getUsername() {
			return DATABASE.username();
		}

		@Override
		public String getPassword() {
			return DATABASE.password();
		}

	}

}
