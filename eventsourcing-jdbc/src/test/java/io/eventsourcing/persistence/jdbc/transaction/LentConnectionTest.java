package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The state in which a connection is returned to a pool that restores nothing. */
class LentConnectionTest {

	private final List<String> calls = new ArrayList<>();

	private Connection target;

	private boolean repaired;

	@BeforeEach
	void open() throws SQLException {
		this.target = DriverManager.getConnection("jdbc:h2:mem:");
		execute(this.target, "create table numbers (number int)");
		this.target.commit();
	}

	@AfterEach
	void close() throws SQLException {
		this.target.close();
	}

	private static Void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return null;
	}

	/** A pooled connection, of which one method may fail. */
	private Connection pooled(String failing, Throwable failure) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					this.calls.add(method.getName());
					if (method.getName().equals(failing) && !this.repaired) {
						throw failure;
					}
					try {
						return method.getName().equals("close") ? null : method.invoke(this.target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void assertRestored() throws SQLException {
		assertThat(this.calls).contains("abort").endsWith("close");
		assertThat(this.target.getAutoCommit()).isTrue();
		assertThat(this.target.createStatement().executeQuery("select * from numbers").next()).isFalse();
	}

	@Test
	void aDatabaseThatCannotAbortGetsItsConnectionBackAsItWas() throws SQLException {
		LentConnection lent = LentConnection.of(pooled("none", null), false, 0);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> lent.runTransaction((connection) -> {
			execute(connection, "insert into numbers values (1)");
			throw new OutOfMemoryError();
		}));
		lent.close();
		assertRestored();
	}

	@Test
	void aConnectionThatCannotBePreparedIsNotReturnedHalfPrepared() throws SQLException {
		Connection pooled = pooled("getNetworkTimeout", new SQLException("prepared to fail"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> LentConnection.of(pooled, false, 1000));
		assertRestored();
	}

	@Test
	void aRollbackThatFailsIsNotFollowedByACommit() throws SQLException {
		LentConnection lent = LentConnection.of(pooled("rollback", new IllegalStateException("prepared to fail")),
				false, 0);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lent.runTransaction((connection) -> {
			execute(connection, "insert into numbers values (1)");
			return execute(connection, "insert into letters values (1)");
		}));
		lent.close();
		assertThat(this.calls).contains("abort").endsWith("close");
		this.target.rollback();
		assertThat(this.target.createStatement().executeQuery("select * from numbers").next())
			.as("switching auto-commit on would have committed")
			.isFalse();
	}

	@Test
	void aConnectionThatCannotBeAbortedIsNotReturnedUntilItIs() throws SQLException {
		LentConnection lent = LentConnection.of(pooled("abort", new OutOfMemoryError("prepared to fail")), true, 0);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> lent.run((connection) -> {
			throw new OutOfMemoryError();
		}));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(lent::close).withMessage("prepared to fail");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(LentConnection::closeRemaining);
		assertThat(this.calls).doesNotContain("close");
		this.repaired = true;
		LentConnection.closeRemaining();
		assertThat(this.calls).endsWith("close").containsOnlyOnce("close");
	}

}
