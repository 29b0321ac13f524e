package io.eventsourcing.autoconfigure.projection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.datasource.PoolSize;

/**
 * Warns about a connection pool in which the projections leave too few connections to the
 * application.
 */
final class PoolSizeCheck {

	private static final Logger LOGGER = System.getLogger(PoolSizeCheck.class.getName());

	/**
	 * Connections that are needed besides those of the worker threads: for the lease, for
	 * the log and for reading ahead.
	 */
	private static final int OTHERS = 3;

	private PoolSizeCheck() {
	}

	static void run(DataSource dataSource, int threads) {
		PoolSize.of(dataSource).ifPresent((size) -> {
			if (size <= threads + OTHERS) {
				LOGGER.log(Level.WARNING, () -> message(size, threads));
			}
		});
	}

	private static String message(int size, int threads) {
		return """
				The connection pool has %d connections, of which %d threads of projections, their lease and the readers of their log use up to \
				%d, so requests may have to wait for a connection. Increase 'spring.datasource.hikari.maximum-pool-size' \
				to more than %d, or decrease 'eventsourcing.projections.threads'."""
			.formatted(size, threads, threads + OTHERS, threads + OTHERS);
	}

}
