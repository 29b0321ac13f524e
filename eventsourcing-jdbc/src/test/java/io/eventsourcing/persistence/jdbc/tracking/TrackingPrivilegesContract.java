package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.Runner;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A role that may only read the tables of projections is told what to grant, instead of
 * the SQL that failed.
 */
abstract class TrackingPrivilegesContract {

	private static final ConsumerId TRICKS = ConsumerId.ofOwnLog("tricks");

	private DataSource owner;

	private DataSource guest;

	/** Returns an empty database. */
	abstract DataSource createDatabase();

	/** Returns the data source of a role of that database that may only read. */
	abstract DataSource createGuest(JdbcTemplate owner);

	@BeforeEach
	void createTables() {
		this.owner = createDatabase();
		EventSourcingSchema.named("eventsourcing").migrate(this.owner);
		this.guest = createGuest(new JdbcTemplate(this.owner));
	}

	@Test
	void leasesNeedPrivileges() {
		JdbcLeaseRecorder leases = new JdbcLeaseRecorder(this.guest, "eventsourcing");
		Runner runner = new Runner(UUID.randomUUID(), "host", "group");
		assertPrivilegesSuffice(() -> leases.renew(runner, Duration.ofSeconds(10), List.of()));
	}

	@Test
	void positionsNeedPrivileges() {
		JdbcTrackingRecorder tracking = new JdbcTrackingRecorder(this.guest, new JdbcTransactionManager(this.guest),
				"eventsourcing", Duration.ZERO);
		assertPrivilegesSuffice(() -> tracking.register(TRICKS, 1, 0));
	}

	@Test
	void parkedEventsNeedPrivileges() {
		JdbcParkedEventRecorder parked = new JdbcParkedEventRecorder(this.guest, "eventsourcing");
		assertPrivilegesSuffice(() -> parked.requestDiscard(TRICKS, 1));
	}

	private void assertPrivilegesSuffice(ThrowingCallable change) {
		assertThatExceptionOfType(PermissionDeniedDataAccessException.class).isThrownBy(change)
			.withMessageContaining("lacks a privilege on the tables in which projections keep their positions: ")
			.satisfies((ex) -> new JdbcTemplate(this.owner)
				.execute(ex.getMessage().substring(ex.getMessage().indexOf("grant "))));
		assertThatNoException().isThrownBy(change);
	}

}
