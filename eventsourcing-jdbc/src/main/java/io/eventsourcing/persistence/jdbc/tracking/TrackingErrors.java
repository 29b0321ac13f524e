package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Translates errors of the database like Spring does, except that a missing privilege is
 * not reported as wrong SQL, but with the statements that grant it.
 */
final class TrackingErrors implements SQLExceptionTranslator {

	private final Supplier<TrackingDatabase> database;

	private final SQLExceptionTranslator others;

	private TrackingErrors(Supplier<TrackingDatabase> database, SQLExceptionTranslator others) {
		this.database = database;
		this.others = others;
	}

	/**
	 * Returns a template for statements that use the tables of the database, to which
	 * another template has connected before.
	 */
	static JdbcTemplate template(DataSource dataSource, Supplier<TrackingDatabase> database) {
		JdbcTemplate template = new JdbcTemplate(dataSource);
		template.setExceptionTranslator(new TrackingErrors(database, template.getExceptionTranslator()));
		return template;
	}

	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
		TrackingDatabase connected = this.database.get();
		return connected.dialect().isAccessDenied(failure) ? denied(connected, failure)
				: this.others.translate(task, sql, failure);
	}

	private static DataAccessException denied(TrackingDatabase database, SQLException failure) {
		return new PermissionDeniedDataAccessException(
				"The role '%s' lacks a privilege on the tables in which projections keep their positions: %s. %s"
					.formatted(database.role(), String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
							database.dialect().grantAdvice(database.schema(), database.role())),
				failure);
	}

}
