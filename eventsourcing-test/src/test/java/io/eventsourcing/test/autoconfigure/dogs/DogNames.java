package io.eventsourcing.test.autoconfigure.dogs;

import java.util.List;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A projection that cannot be rebuilt. */
@Projection("dog-names")
public class DogNames {

	private final JdbcClient jdbc;

	DogNames(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.Registered")
	void registered(String name) {
		this.jdbc.sql("insert into dog_names (name) values (?)").param(name).update();
	}

	public List<String> names() {
		return this.jdbc.sql("select name from dog_names order by name").query(String.class).list();
	}

}
