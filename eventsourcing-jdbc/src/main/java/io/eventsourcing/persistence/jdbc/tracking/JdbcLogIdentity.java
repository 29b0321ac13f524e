package io.eventsourcing.persistence.jdbc.tracking;

import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.LogIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the identity of the log in the table {@code log_identity}, on H2 or PostgreSQL.
 * The identity is created when it is first read. Thread-safe.
 */
public final class JdbcLogIdentity implements LogIdentity {

	private final JdbcOperations jdbc;

	private final String select;

	private final String insert;

	/**
	 * @param dataSource the data source of the table
	 * @param schema the name of the schema that contains the table, such as
	 * {@value EventSourcingSchema#DEFAULT_NAME}
	 */
	public JdbcLogIdentity(DataSource dataSource, String schema) {
		SchemaName name = new SchemaName(schema);
		this.jdbc = new JdbcTemplate(dataSource);
		this.select = name.in("select id from {schema}.log_identity");
		this.insert = name.in("insert into {schema}.log_identity (id) values (?)");
	}

	@Override
	public UUID read() {
		UUID id = find();
		return (id != null) ? id : create();
	}

	/** If another process creates the identity at the same time, its identity counts. */
	private UUID create() {
		try {
			this.jdbc.update(this.insert, UUID.randomUUID());
		}
		catch (DuplicateKeyException ex) {
			// Created by another process since this one has looked for it
		}
		return Objects.requireNonNull(find(), "The identity of the log was deleted");
	}

	private @Nullable UUID find() {
		return DataAccessUtils.singleResult(this.jdbc.queryForList(this.select, UUID.class));
	}

}
