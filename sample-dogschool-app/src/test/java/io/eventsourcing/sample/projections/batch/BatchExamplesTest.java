package io.eventsourcing.sample.projections.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.eventsourcing.projection.jdbc.JdbcBatch;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.test.ProjectionScenario;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** The examples on the page about bulk writes, whose SQL is that of PostgreSQL. */
class BatchExamplesTest {

	private final DataSource dataSource = dataSource();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	private final Dog fido = dog("Fido", "fetch", "roll over");

	private final Dog rex = dog("Rex", "roll over");

	private static DataSource dataSource() {
		TestDatabase database = PostgresServer.shared().createDatabase();
		return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
	}

	private static Dog dog(String name, String... tricks) {
		Dog dog = new Dog(name);
		List.of(tricks).forEach(dog::addTrick);
		return dog;
	}

	@BeforeEach
	void createTables() {
		this.jdbc.execute("create table trick_popularity (trick text primary key, dogs integer not null)");
		this.jdbc.execute("create table dog_cards (dog_id uuid primary key, tricks integer not null)");
	}

	@Test
	void tricksAreCounted() {
		give(new TrickPopularity(new JdbcBatch(this.jdbc)));
		assertThat(popularity()).containsOnly(entry("fetch", 1), entry("roll over", 2));
	}

	@Test
	void eachKeyHasItsOwnBatch() {
		this.jdbc.update("insert into trick_popularity (trick, dogs) values ('fetch', 0), ('roll over', 0)");
		List.of(this.fido, this.rex)
			.forEach((dog) -> this.jdbc.update("insert into dog_cards (dog_id, tricks) values (?, 0)", dog.id()));
		give(new CardsAndPopularity(new JdbcBatch(this.jdbc)));
		assertThat(popularity()).containsOnly(entry("fetch", 1), entry("roll over", 2));
		assertThat(this.jdbc.queryForList("select tricks from dog_cards order by tricks", Integer.class))
			.containsExactly(1, 2);
	}

	private void give(Object projection) {
		ProjectionScenario.of(projection).withTransactions(this.dataSource).given(this.fido, this.rex);
	}

	private Map<String, Integer> popularity() {
		return this.jdbc.query("select trick, dogs from trick_popularity", (rows) -> {
			Map<String, Integer> popularity = new HashMap<>();
			while (rows.next()) {
				popularity.put(rows.getString(1), rows.getInt(2));
			}
			return popularity;
		});
	}

}
