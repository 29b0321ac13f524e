package io.eventsourcing.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server for tests. A commit survives a crash of any process, also that of
 * the server, because it waits for a write to the operating system. Only a durable server
 * lets the operating system flush the write to the disk, which takes most of the time of
 * a commit. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

	private static final String SUPERUSER = "postgres";

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	private final AtomicInteger databases = new AtomicInteger();

	private final Path dataDirectory;

	private final boolean durable;

	private EmbeddedPostgres process;

	private PostgresServer(boolean durable, boolean shutdownHook) {
		this.dataDirectory = createDirectory();
		this.durable = durable;
		this.process = start(0, shutdownHook);
	}

	/**
	 * Returns the server that all tests of this JVM share. It stops with the JVM and
	 * leaves nothing behind. Start-up takes about a second.
	 */
	public static PostgresServer shared() {
		return Shared.SERVER;
	}

	/**
	 * Returns a server that all callers in this JVM share and that is as durable as a
	 * production server. It stops with the JVM and leaves nothing behind.
	 */
	public static PostgresServer durable() {
		return Durable.SERVER;
	}

	/**
	 * Starts a server for the caller only, which may crash it and must close it.
	 */
	public static PostgresServer startPrivate() {
		return new PostgresServer(false, true);
	}

	private static PostgresServer startShared(boolean durable) {
		PostgresServer server = new PostgresServer(durable, false);
		Runtime.getRuntime().addShutdownHook(new Thread(server::discard));
		return server;
	}

	/**
	 * Creates an empty database.
	 */
	public TestDatabase createDatabase() {
		return createDatabase("");
	}

	/**
	 * Creates a copy of a database of this server, to which nobody may be connected.
	 */
	public TestDatabase copy(TestDatabase original) {
		String url = original.jdbcUrl();
		return createDatabase(" template " + url.substring(url.lastIndexOf('/') + 1));
	}

	private TestDatabase createDatabase(String options) {
		String name = "test_" + this.databases.incrementAndGet();
		try (Connection connection = this.process.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name + options);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create a database for a test", ex);
		}
		return new TestDatabase("jdbc:postgresql://localhost:" + this.process.getPort() + "/" + name, SUPERUSER, "");
	}

	/**
	 * Stops the server as in a crash ("immediate" mode): connections are not closed
	 * properly, and nothing is flushed. Returns when the server has stopped.
	 */
	public void crash() {
		try {
			stopImmediately();
			this.process.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void stopImmediately() throws IOException {
		long pid = Long.parseLong(Files.readAllLines(this.dataDirectory.resolve("postmaster.pid")).get(0).strip());
		new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start();
		ProcessHandle.of(pid).ifPresent((server) -> server.onExit().join());
	}

	/**
	 * Restarts the server after a crash, on the same port, with the data on its disk.
	 */
	public void restart() {
		this.process = start(this.process.getPort(), true);
	}

	/**
	 * Stops the server and deletes its data.
	 */
	@Override
	public void close() {
		try {
			this.process.close();
			deleteData();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void deleteData() throws IOException {
		try (Stream<Path> files = Files.walk(this.dataDirectory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/**
	 * An orderly stop would take up to half a minute, to write the databases of all tests
	 * to the disk.
	 */
	private void discard() {
		try {
			stopImmediately();
			deleteData();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path createDirectory() {
		try {
			return Files.createTempDirectory("eventsourcing-postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private EmbeddedPostgres start(int port, boolean shutdownHook) {
		try {
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setPGStartupWait(START_LIMIT)
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("max_prepared_transactions", "10")
				.setDataDirectory(this.dataDirectory)
				.setCleanDataDirectory(false)
				.setRegisterShutdownHook(shutdownHook)
				.setPort(port);
			return (this.durable ? forMeasurements(builder) : forTests(builder)).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start PostgreSQL", ex);
		}
	}

	private static EmbeddedPostgres.Builder forMeasurements(EmbeddedPostgres.Builder builder) {
		return builder.setServerConfig("fsync", "on");
	}

	/**
	 * Also saves the work for many small databases: a process for each of them, again and
	 * again, and page faults in each process.
	 */
	private static EmbeddedPostgres.Builder forTests(EmbeddedPostgres.Builder builder) {
		return builder.setServerConfig("fsync", "off")
			.setServerConfig("full_page_writes", "off")
			.setServerConfig("autovacuum", "off")
			.setServerConfig("shared_buffers", "16MB")
			.setServerConfig("io_method", "sync");
	}

	private static final class Shared {

		private static final PostgresServer SERVER = startShared(false);

	}

	private static final class Durable {

		private static final PostgresServer SERVER = startShared(true);

	}

}
