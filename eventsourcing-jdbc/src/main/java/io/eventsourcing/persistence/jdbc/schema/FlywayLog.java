package io.eventsourcing.persistence.jdbc.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * Logs Flyway's messages about the migrations of the library at DEBUG level, except for
 * real warnings. That H2 is newer than Flyway expects is not one, because the library is
 * tested with the versions that Spring Boot manages; neither are notices of the database.
 */
final class FlywayLog implements Log {

	private static final String NEWER_DATABASE = "newer than the version Flyway has been verified with";

	private static final String NOTICE_OF_DATABASE = "DB: ";

	private final Logger logger;

	private FlywayLog(Class<?> source) {
		this.logger = System.getLogger(source.getName());
	}

	/**
	 * Runs an action of a newly configured Flyway. Flyway keeps its logger in a static
	 * field, so no other action of Flyway may run at the same time, and discards it when
	 * the next Flyway is configured.
	 */
	static <T> T use(Supplier<T> action) {
		LogFactory.setLogCreator(FlywayLog::new);
		try {
			return action.get();
		}
		finally {
			LogFactory.setLogCreator(null);
		}
	}

	@Override
	public void debug(String message) {
		this.logger.log(Level.TRACE, message);
	}

	@Override
	public void info(String message) {
		this.logger.log(Level.DEBUG, message);
	}

	@Override
	public void notice(String message) {
		this.logger.log(Level.DEBUG, message);
	}

	@Override
	public void warn(String message) {
		boolean harmless = message.contains(NEWER_DATABASE) || message.startsWith(NOTICE_OF_DATABASE);
		this.logger.log(harmless ? Level.DEBUG : Level.WARNING, message);
	}

	/** Logs at DEBUG level; nothing is lost, because Flyway also throws the failure. */
	@Override
	public void error(String message) {
		this.logger.log(Level.DEBUG, message);
	}

	@Override
	public void error(String message, Exception failure) {
		this.logger.log(Level.DEBUG, message, failure);
	}

}
