package io.eventsourcing.persistence.jdbc.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.eventsourcing.persistence.jdbc.TestStore;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether the lock of this JVM is enough is said at start. */
class H2SharingTest {

	private static final Logger LOGGER = Logger.getLogger(H2Sharing.class.getName());

	private final List<String> warnings = new ArrayList<>();

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord record) {
			H2SharingTest.this.warnings.add(record.getMessage());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	@BeforeEach
	void listen() {
		LOGGER.addHandler(this.handler);
		LOGGER.setUseParentHandlers(false);
	}

	@AfterEach
	void listenNoMore() {
		LOGGER.removeHandler(this.handler);
		LOGGER.setUseParentHandlers(true);
	}

	@Test
	void aDatabaseThatOtherProcessesMayJoinIsWarnedOf(@TempDir Path directory) {
		open("jdbc:h2:file:" + directory.resolve("db") + ";AUTO_SERVER=TRUE");
		assertThat(this.warnings).singleElement().asString().contains("AUTO_SERVER", "one process", "PostgreSQL");
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
		assertThat(this.warnings).hasSize(1);
	}

	@Test
	void aDatabaseOfThisProcessIsNotWarnedOf(@TempDir Path directory) {
		open("jdbc:h2:file:" + directory.resolve("db"));
		open("jdbc:h2:mem:" + UUID.randomUUID());
		assertThat(this.warnings).isEmpty();
	}

	private static void open(String url) {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl(url);
		new TestStore(database).close();
	}

}
