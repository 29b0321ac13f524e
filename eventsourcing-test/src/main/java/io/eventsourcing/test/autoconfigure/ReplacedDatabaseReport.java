package io.eventsourcing.test.autoconfigure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Logs that an embedded database takes the place of the PostgreSQL database that is
 * configured, because the databases differ in what they accept and how they lock.
 */
final class ReplacedDatabaseReport implements InitializingBean {

	private static final Logger LOGGER = System.getLogger(ReplacedDatabaseReport.class.getName());

	private final @Nullable DataSource dataSource;

	private final @Nullable JdbcConnectionDetails configured;

	/**
	 * @param dataSource the data source of the slice, if there is a single one
	 * @param configured what the application has configured
	 */
	ReplacedDatabaseReport(@Nullable DataSource dataSource, @Nullable JdbcConnectionDetails configured) {
		this.dataSource = dataSource;
		this.configured = configured;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.dataSource == null || this.configured == null
				|| !this.configured.getJdbcUrl().startsWith("jdbc:postgresql:")
				|| !EmbeddedDatabaseConnection.isEmbedded(this.dataSource)) {
			return;
		}
		LOGGER.log(Level.INFO, """
				This test uses an embedded H2 database in place of {0}. To test on PostgreSQL, annotate the test \
				with @AutoConfigureEmbeddedPostgres, or declare a container with @ServiceConnection.""",
				withoutParameters(this.configured.getJdbcUrl()));
	}

	/** The parameters may contain a password. */
	private static String withoutParameters(String url) {
		int parameters = url.indexOf('?');
		return (parameters < 0) ? url : url.substring(0, parameters);
	}

}
