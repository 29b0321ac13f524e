package io.eventsourcing.persistence.jdbc.tracking;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent.Request;
import io.eventsourcing.persistence.tracking.ParkedEventContract;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a {@link JdbcParkedEventRecorder} promises on each database. */
abstract class JdbcParkedEventContract extends ParkedEventContract {

	private static final UUID FIDO = UUID.randomUUID();

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@Override
	protected final JdbcTrackingStore open() {
		return new JdbcTrackingStore(database());
	}

	private JdbcTrackingStore jdbcStore() {
		return (JdbcTrackingStore) store();
	}

	@Test
	void theTransactionSeesWhatItHasParked() {
		advance(TRICKS, () -> {
			store().parked().park(TRICKS, List.of(failed(5, FIDO)));
			assertThat(store().parked().count(TRICKS)).isOne();
		});
	}

	/** The event would be committed without the position, or never. */
	@Test
	void parkingAndRemovingRequireATransaction() {
		JdbcParkedEventRecorder recorder = jdbcStore().parked();
		park(TRICKS, failed(5, FIDO));
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> recorder.park(TRICKS, List.of(failed(6, FIDO))))
			.withMessageContaining("the current thread is not in a transaction of the data source")
			.withMessageContaining("Call this method in the work of TrackingRecorder.advance");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> recorder.remove(TRICKS, 5));
		assertThat(recorder.find(TRICKS)).extracting(ParkedEvent::notificationId).containsExactly(5L);
	}

	@Test
	void aTransactionAwareProxyIsUnwrapped() {
		ParkedEventRecorder recorder = new JdbcParkedEventRecorder(
				new TransactionAwareDataSourceProxy(jdbcStore().dataSource()), jdbcStore().schema());
		advance(TRICKS, () -> recorder.park(TRICKS, List.of(failed(5, FIDO))));
		assertThat(recorder.count(TRICKS)).isOne();
	}

	@Test
	void requestsDoNotBelongToTheTransactionOfTheCaller() {
		park(TRICKS, failed(5, FIDO), waiting(6, FIDO), waiting(7, FIDO));
		new TransactionTemplate(new JdbcTransactionManager(jdbcStore().dataSource())).executeWithoutResult((status) -> {
			store().write("lost");
			store().parked().requestRetry(TRICKS, null);
			store().parked().requestDiscard(TRICKS, 7);
			store().parked().retryFailed(TRICKS, 5, 4, "still broken");
			status.setRollbackOnly();
		});
		assertThat(store().written()).isEmpty();
		assertThat(store().parked().find(TRICKS)).extracting(ParkedEvent::request)
			.containsExactly(null, null, Request.DISCARD);
		assertThat(store().parked().find(TRICKS)).extracting(ParkedEvent::attempts).containsExactly(4, 0, 0);
	}

	@Test
	void connectionsMayBeLentWithoutAutoCommit() {
		park(TRICKS, failed(5, FIDO), waiting(6, FIDO));
		try (HikariDataSource pool = TestStore.pool(jdbcStore().dataSource(), false)) {
			ParkedEventRecorder recorder = new JdbcParkedEventRecorder(pool, jdbcStore().schema());
			recorder.requestRetry(TRICKS, FIDO);
			recorder.requestDiscard(TRICKS, 5);
		}
		assertThat(store().parked().find(TRICKS)).extracting(ParkedEvent::request)
			.containsExactly(Request.DISCARD, Request.RETRY);
	}

	/** Changes of the same rows, in any order, must not end in a deadlock. */
	@Test
	void changesAtTheSameTimeWaitForEachOther() throws InterruptedException {
		NewParkedEvent[] events = new NewParkedEvent[200];
		for (int i = 0; i < events.length; i++) {
			events[i] = waiting(i + 1, FIDO);
		}
		park(TRICKS, events);
		List<Object> outcomes = Concurrently.call(4, () -> {
			for (int i = 1; i <= 25; i++) {
				store().parked().requestRetry(TRICKS, (i % 2 == 0) ? FIDO : null);
				store().parked().retryFailed(TRICKS, 201 - i, 4, "broken");
				store().parked().requestDiscard(TRICKS, 100);
			}
			return "done";
		});
		assertThat(outcomes).containsOnly("done");
		assertThat(store().parked().find(TRICKS).stream().mapToInt(ParkedEvent::attempts).sum()).isEqualTo(100);
	}

	/**
	 * The runner asks for requests again and again, and there are usually none. H2 must
	 * not read the whole index either, so the plan has to name the condition.
	 */
	@Test
	void requestsAreFoundByTheirIndex() {
		NewParkedEvent[] events = new NewParkedEvent[1000];
		for (int i = 0; i < events.length; i++) {
			events[i] = failed(i + 1, FIDO);
		}
		park(TRICKS, events);
		jdbcStore().jdbc().execute("analyze");
		TrackingDatabase database = TrackingDatabase.connect(jdbcStore().jdbc(), new SchemaName(jdbcStore().schema()));
		String plan = String.join("\n", jdbcStore().jdbc()
			.queryForList("explain " + ParkedEventStatements.of(database).requested(), String.class));
		assertThat(plan).containsPattern("(?i)(using|scan on) parked_events_request|parked_events_request: request in");
	}

}
