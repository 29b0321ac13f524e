package io.eventsourcing.autoconfigure.datasource;

import java.util.Arrays;
import java.util.Objects;

import io.eventsourcing.domain.Internal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.util.ClassUtils;

/**
 * Detects JDBC drivers on the class path.
 */
@Internal
public final class JdbcDrivers {

	private JdbcDrivers() {
	}

	/** Returns whether one of the drivers that Spring Boot knows is present. */
	public static boolean present(@Nullable ClassLoader classLoader) {
		return Arrays.stream(DatabaseDriver.values())
			.map(DatabaseDriver::getDriverClassName)
			.filter(Objects::nonNull)
			.anyMatch((driver) -> ClassUtils.isPresent(driver, classLoader));
	}

}
