package io.eventsourcing.autoconfigure.diagnostics;

import io.eventsourcing.autoconfigure.datasource.JdbcDrivers;
import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains that no database is configured. Spring Boot's own analyzer also does so, but
 * does not know that events can be stored in memory.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class MissingDatabaseFailureAnalyzer implements FailureAnalyzer {

	/** The name of a private exception class of Spring Boot. */
	private static final String FAILURE = "org.springframework.boot.jdbc.autoconfigure."
			+ "DataSourceProperties$DataSourceBeanCreationException";

	private final Environment environment;

	private final @Nullable ClassLoader classLoader;

	MissingDatabaseFailureAnalyzer(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.classLoader = (beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.getBeanClassLoader() : null;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getClass().getName().equals(FAILURE)) {
				return analysis(cause);
			}
		}
		return null;
	}

	private FailureAnalysis analysis(Throwable cause) {
		boolean memory = StoreProperty.isMemory(this.environment);
		return new FailureAnalysis(
				"No database is configured%s: %s."
					.formatted(memory ? "; events in memory do not need one, but the application's data source does"
							: " for the event store", cause.getMessage()),
				memory ? memoryAction() : jdbcAction(), cause);
	}

	private static String memoryAction() {
		return "Exclude the data source with '%s', or set 'spring.datasource.url'.".formatted(exclude());
	}

	private String jdbcAction() {
		boolean driver = JdbcDrivers.present(this.classLoader);
		return """
				Add a database: set 'spring.datasource.url' and put the driver of PostgreSQL or H2 on the class path. \
				Or, if events need not outlive the application, set 'eventsourcing.store=memory'%s."""
			.formatted(driver ? " and '" + exclude() + "'" : "");
	}

	private static String exclude() {
		return "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName();
	}

}
