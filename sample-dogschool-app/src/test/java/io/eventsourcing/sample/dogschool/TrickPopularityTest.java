package io.eventsourcing.sample.dogschool;

import javax.sql.DataSource;

import io.eventsourcing.sample.dogschool.TrickPopularity.PopularTrick;
import io.eventsourcing.test.ProjectionScenario;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/** The tricks by popularity without Spring, threads and an event store. */
class TrickPopularityTest {

	private final DataSource dataSource = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("db/migration/V1__trick_popularity.sql")
		.build();

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	@Test
	void tricksAreCountedWithoutAnApplication() {
		Dog fido = new Dog("Fido");
		fido.addTrick("roll over");
		Dog rex = new Dog("Rex");
		rex.addTrick("roll over");
		ProjectionScenario.of(new TrickPopularity(this.jdbc))
			.given(fido, rex)
			.then((popularity) -> assertThat(popularity.mostPopular(1))
				.containsExactly(new PopularTrick("roll over", 2)));
	}

}
