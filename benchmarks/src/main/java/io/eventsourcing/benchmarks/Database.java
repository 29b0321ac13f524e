package io.eventsourcing.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

/**
 * A fresh database with the event store and the table of the hand-written code, on one
 * pool of connections.
 *
 * @param name the name of the database in the report
 * @param location the location of the database
 * @param dataSource the pool
 * @param recorder the event store
 * @param plain the hand-written code
 * @param binaryType the column type of payloads
 */
record Database(String name, TestDatabase location, HikariDataSource dataSource, JdbcRecorder recorder, PlainJdbc plain,
		String binaryType) implements AutoCloseable {

	private static final int POOL_SIZE = 32;

	/** Opens a PostgreSQL database, with fsync and synchronous commits. */
	static Database postgresql() {
		return open("PostgreSQL", PostgresServer.durable().createDatabase(), "bytea");
	}

	/** Opens an H2 file, with commits that survive a crash. */
	static Database h2() {
		try {
			Path directory = Files.createTempDirectory("benchmarks");
			directory.toFile().deleteOnExit();
			return open("H2 file",
					new TestDatabase("jdbc:h2:file:" + directory.resolve("events") + ";WRITE_DELAY=0", "sa", ""),
					"varbinary");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns whether other processes can connect to the database at the same time. */
	boolean isShared() {
		return !this.location.jdbcUrl().startsWith("jdbc:h2:file:");
	}

	/** Returns the reader of another process. */
	static Reader reader(TestDatabase location) {
		HikariDataSource pool = pool(location);
		return new Reader(pool, JdbcRecorder.builder(pool).build());
	}

	private static Database open(String name, TestDatabase location, String binaryType) {
		HikariDataSource dataSource = pool(location);
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		PlainJdbc plain = new PlainJdbc(dataSource);
		try {
			plain.createTable(binaryType);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new Database(name, location, dataSource, JdbcRecorder.builder(dataSource).build(), plain, binaryType);
	}

	private static HikariDataSource pool(TestDatabase location) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(location.jdbcUrl());
		config.setUsername(location.username());
		config.setPassword(location.password());
		config.setMaximumPoolSize(POOL_SIZE);
		return new HikariDataSource(config);
	}

	/**
	 * Updates the statistics of the planner, which takes a while to notice large changes,
	 * and sorts whole tables until then.
	 */
	void analyze() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("analyze");
		}
	}

	@Override
	public void close() {
		this.recorder.close();
		this.dataSource.close();
	}

	/**
	 * @param dataSource the pool
	 * @param recorder reads from the pool
	 */
	record Reader(HikariDataSource dataSource, JdbcRecorder recorder) implements AutoCloseable {

		@Override
		public void close() {
			this.recorder.close();
			this.dataSource.close();
		}

	}

}
