package io.eventsourcing.test.autoconfigure.dogs;

import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.simple.JdbcClient;

@Projection("trick-counts")
public class TrickCounts {

	/** A trick that the projection cannot handle. */
	public static final String UNKNOWN = "unknown trick";

	private final JdbcClient jdbc;

	TrickCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("Dog.TrickAdded")
	void added(String trick) {
		if (trick.equals(UNKNOWN)) {
			throw new IllegalStateException("Nobody knows this trick");
		}
		this.jdbc.sql("insert into trick_counts (trick) values (?)").param(trick).update();
	}

	@OnReset
	void reset() {
		this.jdbc.sql("delete from trick_counts").update();
	}

	public long count() {
		return this.jdbc.sql("select count(*) from trick_counts").query(Long.class).single();
	}

}
