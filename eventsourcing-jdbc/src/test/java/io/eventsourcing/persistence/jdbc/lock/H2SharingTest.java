package io.eventsourcing.persistence.jdbc.lock;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;

import io.eventsourcing.persistence.jdbc.LogRecords;
import io.eventsourcing.persistence.jdbc.TestStore;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether the lock of this JVM is enough is said at start. */
class H2SharingTest {

	private final LogRecords log = LogRecords.of(H2Sharing.class.getName(), Level.WARNING);

	@AfterEach
	void close() {
		this.log.close();
	}

	private List<String> warnings() {
		return this.log.messages(Level.WARNING);
	}

	@Test
	void aDatabaseThatOtherProcessesMayJoinIsWarnedOf(@TempDir Path directory) {
		open("jdbc:h2:file:" + directory.resolve("db") + ";AUTO_SERVER=TRUE");
		assertThat(warnings()).singleElement().asString().contains("AUTO_SERVER", "one process", "PostgreSQL");
	}

	@Test
	void aServerIsWarnedOf(@TempDir Path directory) throws Exception {
		Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		try {
			open("jdbc:h2:" + server.getURL() + "/" + directory.resolve("db"));
		}
		finally {
			server.stop();
		}
		assertThat(warnings()).hasSize(1);
	}

	@Test
	void aDatabaseOfThisProcessIsNotWarnedOf(@TempDir Path directory) {
		open("jdbc:h2:file:" + directory.resolve("db"));
		open("jdbc:h2:mem:" + UUID.randomUUID());
		assertThat(warnings()).isEmpty();
	}

	private static void open(String url) {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl(url);
		new TestStore(database).close();
	}

}
