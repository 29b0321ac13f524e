package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.LeaseContract;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a {@link JdbcLeaseRecorder} promises on each database. */
abstract class JdbcLeaseContract extends LeaseContract {

	private static final Duration LONG = Duration.ofMinutes(5);

	private static final Set<ConsumerId> TRICKS = Set.of(ConsumerId.ofOwnLog("tricks"));

	private final Runner alice = new Runner(UUID.randomUUID(), "alice", "group");

	private final Runner bob = new Runner(UUID.randomUUID(), "bob", "group");

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@Override
	protected final JdbcTrackingStore open() {
		return new JdbcTrackingStore(database());
	}

	final JdbcTrackingStore jdbcStore() {
		return (JdbcTrackingStore) store();
	}

	private void setEndOfAlicesLease(String time) {
		jdbcStore().jdbc()
			.update(jdbcStore().in("update {schema}.runners set alive_until = %s where id = ?".formatted(time)),
					this.alice.id());
	}

	/** The end is stored, so the clock of a process cannot matter. */
	@Test
	void theClockOfTheDatabaseDecides() {
		LeaseRecorder leases = store().leases();
		leases.renew(this.bob, LONG, List.of());
		leases.renew(this.alice, Duration.ofSeconds(90), List.of());
		assertThat(jdbcStore().jdbc().queryForObject(jdbcStore().in("""
				select count(*) from {schema}.runners
				where name = 'alice' and alive_until between current_timestamp + interval '85' second
				  and current_timestamp + interval '90' second
				"""), Integer.class)).isOne();
		leases.take(this.alice, TRICKS, 1);
		assertThat(leases.take(this.bob, TRICKS, 1)).isEmpty();
		setEndOfAlicesLease("current_timestamp");
		assertThat(leases.take(this.bob, TRICKS, 1)).hasSize(1);
	}

	@Test
	void processesThatAreGoneForADayAreForgotten() {
		LeaseRecorder leases = store().leases();
		leases.renew(this.alice, LONG, List.of());
		setEndOfAlicesLease("current_timestamp - interval '23' hour");
		assertThat(leases.renew(this.bob, LONG, List.of())).isOne();
		assertThat(runners()).containsExactlyInAnyOrder("alice", "bob");
		setEndOfAlicesLease("current_timestamp - interval '25' hour");
		assertThat(leases.renew(this.bob, LONG, List.of())).isOne();
		assertThat(runners()).containsExactly("bob");
		assertThat(leases.renew(this.alice, LONG, List.of())).isEqualTo(2);
	}

	private List<String> runners() {
		return jdbcStore().jdbc().queryForList(jdbcStore().in("select name from {schema}.runners"), String.class);
	}

	@Test
	void connectionsMayBeLentWithoutAutoCommit() {
		try (HikariDataSource pool = TestStore.pool(jdbcStore().dataSource(), false)) {
			LeaseRecorder leases = new JdbcLeaseRecorder(pool, jdbcStore().schema());
			leases.renew(this.alice, LONG, List.of());
			leases.take(this.alice, TRICKS, 1);
		}
		assertThat(store().leases().renew(this.bob, LONG, List.of())).isEqualTo(2);
		assertThat(store().leases().take(this.bob, TRICKS, 1)).isEmpty();
	}

}
