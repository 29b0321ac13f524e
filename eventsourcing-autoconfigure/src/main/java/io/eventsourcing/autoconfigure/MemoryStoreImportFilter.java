package io.eventsourcing.autoconfigure;

import io.eventsourcing.autoconfigure.datasource.JdbcDrivers;
import io.eventsourcing.autoconfigure.datasource.StoreProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Excludes Spring Boot's data source if events are stored in memory and no database is
 * available, because no driver is on the class path and nothing is configured. The
 * starter brings a connection pool, which would make Spring Boot configure a data source,
 * and fail.
 */
final class MemoryStoreImportFilter implements AutoConfigurationImportFilter, EnvironmentAware, BeanClassLoaderAware {

	private @Nullable Environment environment;

	private @Nullable ClassLoader classLoader;

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean useless = dataSourceIsUseless();
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = !useless || !DataSourceAutoConfiguration.class.getName().equals(autoConfigurationClasses[i]);
		}
		return matches;
	}

	private boolean dataSourceIsUseless() {
		return this.environment != null && StoreProperty.isMemory(this.environment)
				&& !isDataSourceConfigured(this.environment) && !JdbcDrivers.present(this.classLoader);
	}

	private static boolean isDataSourceConfigured(Environment environment) {
		return Binder.get(environment)
			.bind("spring.datasource", Bindable.mapOf(String.class, Object.class))
			.map((properties) -> !properties.isEmpty())
			.orElse(false);
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

}
