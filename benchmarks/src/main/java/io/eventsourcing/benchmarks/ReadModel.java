package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.Recording;

/**
 * A read model with the popularity of tricks and the number of tricks of each dog, its
 * position, and hand-written code that keeps it up to date.
 *
 * @param dataSource the pool
 * @param statements how many tables a trick updates, 1 or 2
 */
record ReadModel(DataSource dataSource, int statements) {

	static final String MOVE = "update read_model_position set position = position + ?";

	static final String COUNT_TRICK = "update trick_popularity set dogs = dogs + 1 where trick = ?";

	static final String COUNT_TRICK_OF_DOG = "update dog_tricks set tricks = tricks + 1 where dog_id = ?";

	/** Creates the tables, with the rows that the events update. */
	static void create(DataSource dataSource, List<Recording> recordings) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create table read_model_position (position bigint not null)");
			statement.execute("insert into read_model_position values (0)");
			statement.execute("create table trick_popularity (trick varchar primary key, dogs bigint not null)");
			statement.execute("create table dog_tricks (dog_id uuid primary key, tricks bigint not null)");
			insert(connection, "insert into trick_popularity values (?, 0)",
					recordings.stream().map(ReadModel::trick).distinct().toList());
			insert(connection, "insert into dog_tricks values (?, 0)",
					recordings.stream().map((recording) -> recording.event().originatorId()).distinct().toList());
		}
	}

	private static void insert(Connection connection, String sql, List<?> keys) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (Object key : keys) {
				statement.setObject(1, key);
				statement.executeUpdate();
			}
		}
	}

	private static String trick(Recording recording) {
		return String.valueOf(((EventArguments) recording.event().payload()).get(0));
	}

	/** Handles events in one transaction, with one update after another. */
	void handleOneByOne(List<Recording> recordings) throws SQLException {
		handle(recordings, false);
	}

	/** Handles events in one transaction, with one JDBC batch for each statement. */
	void handleInBatches(List<Recording> recordings) throws SQLException {
		handle(recordings, true);
	}

	private void handle(List<Recording> recordings, boolean batch) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (PreparedStatement move = connection.prepareStatement(MOVE);
					PreparedStatement trick = connection.prepareStatement(COUNT_TRICK);
					PreparedStatement dog = connection.prepareStatement(COUNT_TRICK_OF_DOG)) {
				move.setLong(1, recordings.size());
				move.executeUpdate();
				for (Recording recording : recordings) {
					trick.setString(1, trick(recording));
					send(trick, batch);
					if (this.statements > 1) {
						dog.setObject(1, recording.event().originatorId());
						send(dog, batch);
					}
				}
				if (batch) {
					trick.executeBatch();
					dog.executeBatch();
				}
			}
			connection.commit();
		}
	}

	private static void send(PreparedStatement statement, boolean batch) throws SQLException {
		if (batch) {
			statement.addBatch();
		}
		else {
			statement.executeUpdate();
		}
	}

}
