package io.eventsourcing.persistence.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.Load;
import io.eventsourcing.persistence.WayToSave;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.testsupport.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A load in a JVM of its own, which says what is stored as soon as it knows. Arguments:
 * the JDBC URL, the user, the schema.
 */
final class LoadProgram {

	private static final int WRITERS = 6;

	private static final Pattern STORED = Pattern.compile("stored (\\d+) (\\{.*});");

	private LoadProgram() {
	}

	static ChildJvm start(String jdbcUrl, String user, String schema) {
		return ChildJvm.start(LoadProgram.class, jdbcUrl, user, schema);
	}

	public static void main(String[] args) throws Exception {
		try (TestStore store = new TestStore(database(args[0], args[1]), args[2])) {
			List<WayToSave> ways = new ArrayList<>();
			store.waysToSave().forEach((way) -> ways.add(reporting(way)));
			Load load = new Load(store.recorder(), ways, store.schema()).start(WRITERS);
			while (System.in.read() >= 0) {
				continue;
			}
			load.stop();
		}
	}

	private static DataSource database(String url, String user) {
		if (url.startsWith("jdbc:postgresql:")) {
			return new TestDatabase(url, user, "").dataSource();
		}
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(url);
		dataSource.setUser(user);
		return dataSource;
	}

	private static WayToSave reporting(WayToSave way) {
		return (recorder, events, random) -> {
			long id = way.save(recorder, events, random);
			if (id > 0) {
				System.out.println("stored " + id + ' ' + events.get(0).metadata() + ';');
			}
			return id;
		};
	}

	/** Checks that all is in the log that the program has said. */
	static void check(ChildJvm program, List<Notification> log) {
		Map<Long, Notification> byId = new HashMap<>();
		log.forEach((each) -> byId.put(each.id(), each));
		int saves = 0;
		for (String line : program.lines()) {
			Matcher stored = STORED.matcher(line);
			if (stored.matches()) {
				long id = Long.parseLong(stored.group(1));
				Notification first = byId.get(id);
				assertThat(first).as(line).isNotNull();
				int size = Events.sizeOfSave(first.event());
				for (int i = 0; i < size; i++) {
					assertThat(byId.get(id + i).event().metadata()).isEqualTo(stored.group(2));
				}
				saves++;
			}
		}
		assertThat(saves).as(() -> String.join("\n", program.lines())).isPositive();
	}

}
