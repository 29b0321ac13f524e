package io.eventsourcing.persistence.jdbc.sql;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.jdbc.schema.Dialect;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgResultSet;

/**
 * Converts values of a result. Used by one thread, for one result.
 * <p>
 * The driver of PostgreSQL would create several objects for each time, and a new string
 * for each name, although a result contains only few names. So what the server has sent
 * is converted here. It sends text until the driver has prepared the statement.
 */
final class RowValues {

	/** The time from which PostgreSQL counts the microseconds of the binary format. */
	static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

	private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

	private static final int MAX_NAMES = 16;

	/** Whether the driver returns the bytes that the server has sent. */
	private final boolean asSent;

	private final byte[][] encoded = new byte[MAX_NAMES][];

	private final String[] names = new String[MAX_NAMES];

	private int size;

	private RowValues(boolean asSent) {
		this.asSent = asSent;
	}

	static RowValues of(Dialect dialect, ResultSet rows) throws SQLException {
		return new RowValues(dialect == Dialect.POSTGRESQL && rows.isWrapperFor(PgResultSet.class));
	}

	/** Returns the time in a column that has no nulls. */
	Instant time(ResultSet row, int column) throws SQLException {
		byte[] bytes = this.asSent ? row.getBytes(column) : null;
		return (bytes != null && bytes.length == Long.BYTES) ? toInstant(ByteBuffer.wrap(bytes).getLong())
				: row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static Instant toInstant(long micros) {
		return Instant.ofEpochSecond(EPOCH_SECOND + micros / MICROS_PER_SECOND,
				TimeUnit.MICROSECONDS.toNanos(micros % MICROS_PER_SECOND));
	}

	/** Returns the name in a column that has few different names, and no nulls. */
	String name(ResultSet row, int column) throws SQLException {
		return Objects.requireNonNull(nameOrNull(row, column));
	}

	/** Returns the name in a column that has few different names, or null. */
	@Nullable String nameOrNull(ResultSet row, int column) throws SQLException {
		if (!this.asSent) {
			return row.getString(column);
		}
		byte[] bytes = row.getBytes(column);
		return (bytes != null) ? name(row, column, bytes) : null;
	}

	private String name(ResultSet row, int column, byte[] bytes) throws SQLException {
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
