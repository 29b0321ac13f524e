package io.eventsourcing.test.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;

/**
 * The server that all tests of this JVM share. It starts when the first database is
 * created, and stops with the JVM, after the contexts have been closed. Thread-safe.
 */
final class EmbeddedPostgresServer {

	static final String SUPERUSER = "postgres";

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	/** Enough for the pools of all contexts that the test framework keeps. */
	private static final int MAX_CONNECTIONS = 500;

	/** Applies only if Spring Boot does not close the contexts when the JVM ends. */
	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private EmbeddedPostgresServer() {
	}

	/** Creates an empty database, and returns its URL. */
	static String createDatabase() {
		String name = "test_" + DATABASES.incrementAndGet();
		try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The embedded PostgreSQL server cannot create a database for a test", ex);
		}
		return "jdbc:postgresql://localhost:%s/%s".formatted(Started.SERVER.getPort(), name);
	}

	/** Starts the server when it is first used. */
	private static final class Started {

		private static final EmbeddedPostgres SERVER = start();

		/** Nothing has to survive a crash, so the server does not wait for the disk. */
		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder()
					.setPGStartupWait(START_LIMIT)
					.setServerConfig("fsync", "off")
					.setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
					.setRegisterShutdownHook(false)
					.start();
				stopAfterContexts(server);
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The embedded PostgreSQL server cannot be started", ex);
			}
		}

		/**
		 * The test framework keeps contexts until the JVM ends. Their beans use the
		 * database once more when they are closed, and would wait for connections for
		 * half a minute if the server had stopped before. All shutdown hooks run at the
		 * same time, but Spring Boot calls its handlers after it has closed the contexts.
		 */
		private static void stopAfterContexts(EmbeddedPostgres server) {
			CountDownLatch closed = new CountDownLatch(1);
			SpringApplication.getShutdownHandlers().add(closed::countDown);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, closed)));
		}

		private static void stop(EmbeddedPostgres server, CountDownLatch closed) {
			try {
				closed.await(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
				server.close();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
