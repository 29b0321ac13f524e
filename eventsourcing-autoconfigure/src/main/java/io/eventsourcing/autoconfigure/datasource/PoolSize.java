package io.eventsourcing.autoconfigure.datasource;

import java.util.OptionalInt;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.Internal;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;

/** Determines the maximum number of connections of a pool. */
@Internal
public final class PoolSize {

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			PoolSize.class.getClassLoader());

	private PoolSize() {
	}

	/**
	 * Returns the maximum number of connections, or an empty value if the data source is
	 * not a Hikari pool.
	 */
	public static OptionalInt of(DataSource dataSource) {
		return HIKARI_PRESENT ? Hikari.maximumOf(dataSource) : OptionalInt.empty();
	}

	/** Loaded only if Hikari is on the class path. */
	private static final class Hikari {

		static OptionalInt maximumOf(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			return (pool != null) ? OptionalInt.of(pool.getMaximumPoolSize()) : OptionalInt.empty();
		}

	}

}
