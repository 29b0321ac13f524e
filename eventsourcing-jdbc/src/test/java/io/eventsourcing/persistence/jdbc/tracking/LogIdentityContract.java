package io.eventsourcing.persistence.jdbc.tracking;

import java.util.HashSet;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.recorder.LogIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The identity of a log, on each database. */
abstract class LogIdentityContract {

	private JdbcTrackingStore store;

	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new JdbcTrackingStore(database());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private LogIdentity identity() {
		return new JdbcLogIdentity(this.store.dataSource(), this.store.schema());
	}

	@Test
	void theIdentityStaysTheSame() {
		UUID id = identity().read();
		assertThat(identity().read()).isEqualTo(id);
		assertThat(identity().read()).isEqualTo(id);
	}

	@Test
	void processesThatReadItForTheFirstTimeAgree() throws InterruptedException {
		assertThat(new HashSet<>(Concurrently.call(8, () -> identity().read()))).singleElement()
			.isInstanceOf(UUID.class);
	}

	@Test
	void anOperatorCanReplaceIt() {
		LogIdentity identity = identity();
		identity.read();
		UUID other = UUID.randomUUID();
		this.store.jdbc().update(this.store.in("update {schema}.log_identity set id = ?"), other);
		assertThat(identity.read()).isEqualTo(other);
	}

}
