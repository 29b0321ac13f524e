package io.eventsourcing.projection.jdbc;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/** Updates with the same SQL that are sent together. */
final class StatementBatch implements PreparedStatementCallback<Integer> {

	private static final int UNKNOWN = -1;

	private final String sql;

	private final List<PendingUpdate> updates = new ArrayList<>();

	/** The index of the update that failed, if known. */
	private int failed = UNKNOWN;

	StatementBatch(String sql) {
		this.sql = sql;
	}

	String sql() {
		return this.sql;
	}

	void add(PendingUpdate update) {
		this.updates.add(update);
	}

	/**
	 * Executes the updates.
	 * @throws JdbcBatchException if one of them fails
	 */
	void send(JdbcTemplate jdbcTemplate) {
		sortByKey();
		try {
			jdbcTemplate.execute(this.sql, this);
		}
		catch (DataAccessException ex) {
			throw new JdbcBatchException(this.sql, this.updates, this.failed, ex);
		}
	}

	/** Keeps the order of updates with equal keys, because the sort is stable. */
	@SuppressWarnings("unchecked")
	private void sortByKey() {
		if (this.updates.get(0).key() instanceof Comparable<?> first
				&& this.updates.stream().allMatch((each) -> first.getClass().isInstance(each.key()))) {
			this.updates.sort(Comparator.comparing((update) -> (Comparable<Object>) update.key()));
		}
	}

	/** Returns the number of updates that were executed. */
	@Override
	public Integer doInPreparedStatement(PreparedStatement statement) throws SQLException {
		if (this.updates.size() == 1) {
			bind(statement, 0);
			statement.executeUpdate();
		}
		else {
			executeBatch(statement);
		}
		return this.updates.size();
	}

	private void executeBatch(PreparedStatement statement) throws SQLException {
		for (int i = 0; i < this.updates.size(); i++) {
			bind(statement, i);
			statement.addBatch();
		}
		this.failed = UNKNOWN;
		try {
			statement.executeBatch();
		}
		catch (BatchUpdateException ex) {
			this.failed = failedIndex(ex.getUpdateCounts());
			throw withoutParameters(ex);
		}
	}

	private void bind(PreparedStatement statement, int index) throws SQLException {
		this.failed = index;
		new ArgumentPreparedStatementSetter(this.updates.get(index).parameters()).setValues(statement);
	}

	/**
	 * Returns the index of the update that failed. A driver either stops at that update
	 * or marks it; the driver of PostgreSQL marks all updates, which reveals nothing.
	 */
	private int failedIndex(int[] counts) {
		if (counts.length < this.updates.size()) {
			return counts.length;
		}
		if (Arrays.stream(counts).allMatch((count) -> count == Statement.EXECUTE_FAILED)) {
			return UNKNOWN;
		}
		return Arrays.stream(counts).boxed().toList().indexOf(Statement.EXECUTE_FAILED);
	}

	/**
	 * Returns the error of the database, because the exception of the batch quotes the
	 * SQL with all parameter values.
	 */
	private static SQLException withoutParameters(BatchUpdateException ex) {
		SQLException error = ex.getNextException();
		return (error != null) ? error : ex;
	}

}
