package io.eventsourcing.sample.examples;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@Import(PostgresPageSearch.class)
class PostgresExamplesTest extends ExamplesContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		TestDatabase database = PostgresServer.shared().createDatabase();
		properties.add("spring.datasource.url", database::jdbcUrl);
		properties.add("spring.datasource.username", database::username);
		properties.add("spring.datasource.password", database::password);
	}

	@Test
	void pagesAreFoundByWordStemsAndOperators() {
		this.wiki.createPage("Tracking", "Trained hounds follow a trail.");
		this.wiki.createPage("Agility", "Hounds jump over hurdles.");
		awaitProjections();
		assertThat(titles("training hound")).containsExactly("Tracking");
		assertThat(titles("hounds -trail")).containsExactly("Agility");
		assertThat(titles("trail or hurdle")).containsExactlyInAnyOrder("Tracking", "Agility");
		assertThat(titles("\"follow hounds\"")).isEmpty();
	}

}
