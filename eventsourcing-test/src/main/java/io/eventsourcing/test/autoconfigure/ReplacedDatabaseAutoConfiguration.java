package io.eventsourcing.test.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the slice that tells which database the
 * slice uses, if it is not that of the application.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
public final class ReplacedDatabaseAutoConfiguration {

	@Bean
	ReplacedDatabaseReport eventSourcingReplacedDatabaseReport(ObjectProvider<DataSource> dataSource,
			ObjectProvider<JdbcConnectionDetails> connectionDetails) {
		return new ReplacedDatabaseReport(dataSource.getIfUnique(), connectionDetails.getIfUnique());
	}

}
