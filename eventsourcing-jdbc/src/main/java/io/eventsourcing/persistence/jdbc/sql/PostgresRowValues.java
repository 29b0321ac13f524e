package io.eventsourcing.persistence.jdbc.sql;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Converts the bytes that PostgreSQL has sent, which its driver returns as they are. The
 * driver would create several objects for each time, and a new string for each name,
 * although a result contains only few names.
 */
final class PostgresRowValues implements RowValues {

	/** The time from which PostgreSQL counts the microseconds of the binary format. */
	static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

	private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

	private static final int MAX_NAMES = 16;

	private final byte[][] encoded = new byte[MAX_NAMES][];

	private final String[] names = new String[MAX_NAMES];

	private int size;

	/**
	 * {@inheritDoc}
	 * <p>
	 * The server sends text until the driver has prepared the statement; no time has
	 * eight characters then.
	 */
	@Override
	public Instant time(ResultSet row, int column) throws SQLException {
		byte[] bytes = row.getBytes(column);
		return (bytes.length == Long.BYTES) ? toInstant(ByteBuffer.wrap(bytes).getLong()) : OF_DRIVER.time(row, column);
	}

	private static Instant toInstant(long micros) {
		return Instant.ofEpochSecond(EPOCH_SECOND + micros / MICROS_PER_SECOND,
				TimeUnit.MICROSECONDS.toNanos(micros % MICROS_PER_SECOND));
	}

	@Override
	public String name(ResultSet row, int column) throws SQLException {
		byte[] bytes = row.getBytes(column);
		for (int i = 0; i < this.size; i++) {
			if (Arrays.equals(this.encoded[i], bytes)) {
				return this.names[i];
			}
		}
		String name = row.getString(column);
		if (this.size < MAX_NAMES) {
			this.encoded[this.size] = bytes;
			this.names[this.size++] = name;
		}
		return name;
	}

}
