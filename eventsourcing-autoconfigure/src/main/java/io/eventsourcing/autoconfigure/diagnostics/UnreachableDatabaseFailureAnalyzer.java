package io.eventsourcing.autoconfigure.diagnostics;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains why the database cannot be reached, whichever component needed the first
 * connection: the event store, or migrations of the application that run before it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 101)
final class UnreachableDatabaseFailureAnalyzer implements FailureAnalyzer {

	/** The messages of Hikari and of Spring Boot about a missing driver. */
	private static final Pattern MISSING_DRIVER = Pattern
		.compile("(?:Failed|Cannot|Unable) (?:to )?load driver class:? ([\\w.$]+)");

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			FailureAnalysis analysis = (cause instanceof SQLException sql) ? analyzeConnection(sql)
					: analyzeDriver(cause);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static @Nullable FailureAnalysis analyzeConnection(SQLException failure) {
		String action = action(String.valueOf(failure.getSQLState()));
		return (action != null) ? new FailureAnalysis(
				"Could not connect to the database: %s".formatted(sentence(failure)), action, failure) : null;
	}

	/**
	 * Returns the message of the failure; PostgreSQL's driver names an unknown host only
	 * in the cause.
	 */
	private static String sentence(SQLException failure) {
		String message = String.valueOf(failure.getMessage()).strip().replaceAll("\\.$", "");
		return (failure.getCause() instanceof UnknownHostException unknown)
				? "%s, because the host '%s' is unknown.".formatted(message, unknown.getMessage()) : message + ".";
	}

	/** Returns the fix for an SQL state of PostgreSQL or H2. */
	private static @Nullable String action(String state) {
		return switch (state) {
			case "08000", "08001", "08003", "08004", "08006", "90067", "90121" ->
				"Start the database, or correct its host and port in the URL of the data source ('spring.datasource.url').";
			case "28000", "28P01" ->
				"Correct the user or the password of the data source ('spring.datasource.username', "
						+ "'spring.datasource.password'), or create that user in the database.";
			case "3D000", "90146", "90149" ->
				"Create the database, or correct its name in the URL of the data source ('spring.datasource.url').";
			case "90020" -> "End the other process that has the file open: another instance of the application, or a "
					+ "database tool. If several processes need the database, use PostgreSQL.";
			case "53300" ->
				"Wait until other clients have closed their connections, allow more of them (max_connections "
						+ "of PostgreSQL), or use fewer ('spring.datasource.hikari.maximum-pool-size').";
			case "57P03" -> "Start the application again when the database accepts connections.";
			default -> null;
		};
	}

	private static @Nullable FailureAnalysis analyzeDriver(Throwable failure) {
		Matcher message = MISSING_DRIVER.matcher(String.valueOf(failure.getMessage()));
		if (!message.find() || failure.getCause() instanceof SQLException) {
			return null;
		}
		String driver = message.group(1);
		return new FailureAnalysis("The JDBC driver %s is not on the class path.".formatted(driver),
				"Add the dependency %s, or correct the URL of the data source ('spring.datasource.url')."
					.formatted(artifact(driver)),
				failure);
	}

	private static String artifact(String driver) {
		return switch (driver) {
			case "org.postgresql.Driver" -> "org.postgresql:postgresql (scope 'runtime')";
			case "org.h2.Driver" -> "com.h2database:h2 (scope 'runtime')";
			default -> "that contains the driver";
		};
	}

}
