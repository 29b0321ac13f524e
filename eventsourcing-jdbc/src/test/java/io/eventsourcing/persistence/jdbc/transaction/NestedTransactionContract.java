package io.eventsourcing.persistence.jdbc.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Concurrently.elsewhere;
import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Transactions of the store's manager, with transactions of another manager inside and
 * around them.
 */
abstract class NestedTransactionContract {

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	private final List<String> calls = new ArrayList<>();

	private TestStore store;

	private JdbcTransactionManager transactionManager;

	private JdbcRecorder recorder;

	private JdbcTransactionManager otherManager;

	/** An empty database, or one that other tests of the class have used. */
	abstract DataSource database();

	@BeforeEach
	void open() {
		this.store = new TestStore(database());
		this.transactionManager = new JdbcTransactionManager(this.store.dataSource());
		this.recorder = this.store.builder(this.store.dataSource())
			.transactionManager(this.transactionManager)
			.notifications(false)
			.build();
		this.recorder.onAppend(() -> this.calls.add("appended"));
		JdbcDataSource other = new JdbcDataSource();
		other.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
		this.otherManager = new JdbcTransactionManager(other);
	}

	@AfterEach
	void close() {
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		this.store.close();
	}

	private TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactionManager);
	}

	private TransactionTemplate transaction(int propagation) {
		TransactionTemplate transaction = transaction();
		transaction.setPropagationBehavior(propagation);
		return transaction;
	}

	private TransactionTemplate other() {
		return new TransactionTemplate(this.otherManager);
	}

	private void save(UUID id, long version) {
		this.recorder
			.insertEvents(Append.of(events(id, version, version)).onRollback(() -> this.calls.add("lost " + version)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aSaveInATransactionOfAnotherManagerBelongsToOurs(boolean savedBefore) {
		transaction().executeWithoutResult((status) -> {
			if (savedBefore) {
				save(this.rex, 1);
			}
			other().executeWithoutResult((other) -> save(this.fido, 1));
			assertThat(this.calls).isEmpty();
			assertOthersCannotAppend();
			assertThat(log(this.recorder)).hasSize(savedBefore ? 2 : 1);
		});
		assertThat(this.calls).containsExactly("appended");
		assertThat(log(this.recorder)).hasSize(savedBefore ? 2 : 1);
	}

	private void assertOthersCannotAppend() {
		JdbcRecorder impatient = this.store.builder(this.store.dataSource()).lockTimeout(Duration.ofMillis(50)).build();
		assertThatExceptionOfType(AppendLockTimeoutException.class)
			.isThrownBy(() -> elsewhere(() -> impatient.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)))));
	}

	@Test
	void aSaveInATransactionOfAnotherManagerIsLostWithOurs() {
		transaction().executeWithoutResult((status) -> {
			other().executeWithoutResult((other) -> save(this.fido, 1));
			other().executeWithoutResult((other) -> save(this.fido, 2));
			assertThat(this.calls).isEmpty();
			status.setRollbackOnly();
		});
		assertThat(this.calls).containsExactly("lost 1", "lost 2");
		assertThat(log(this.recorder)).isEmpty();
		elsewhere(() -> this.recorder.insertEvents(Append.of(events(this.rex, 1, 1))));
	}

	@Test
	void aRollbackOfAnotherManagerTakesNothingBack() {
		transaction().executeWithoutResult((status) -> other().executeWithoutResult((other) -> {
			save(this.fido, 1);
			other.setRollbackOnly();
		}));
		assertThat(this.calls).containsExactly("appended");
		assertThat(log(this.recorder)).hasSize(1);
	}

	@Test
	void aReadOnlyTransactionOfAnotherManagerDoesNotForbidToSave() {
		TransactionTemplate readOnly = other();
		readOnly.setReadOnly(true);
		transaction().executeWithoutResult((status) -> readOnly.executeWithoutResult((other) -> save(this.fido, 1)));
		assertThat(log(this.recorder)).hasSize(1);
	}

	@Test
	void anotherManagerThatSuspendsItsOwnTransactionDoesNotSuspendOurs() {
		TransactionTemplate none = other();
		none.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		transaction().executeWithoutResult((status) -> {
			none.executeWithoutResult((other) -> {
				save(this.fido, 1);
				assertThat(log(this.recorder)).hasSize(1);
				assertThat(elsewhere(() -> log(this.recorder))).isEmpty();
			});
			status.setRollbackOnly();
		});
		assertThat(this.calls).containsExactly("lost 1");
		assertThat(log(this.recorder)).isEmpty();
	}

	@Test
	void aSuspendedTransactionIsNotThatOfTheSave() {
		transaction().executeWithoutResult((status) -> {
			other().executeWithoutResult((other) -> {
				transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
					.executeWithoutResult((inner) -> save(this.rex, 1));
				transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED)
					.executeWithoutResult((inner) -> save(this.rex, 2));
				assertThat(this.calls).containsExactly("appended", "appended");
				save(this.fido, 1);
			});
			status.setRollbackOnly();
		});
		assertThat(this.calls).containsExactly("appended", "appended", "lost 1");
		assertThat(log(this.recorder)).extracting(Notification::event)
			.containsExactly(event(this.rex, 1), event(this.rex, 2));
	}

	@Test
	void aSavepointWithinAnotherManagersTransactionTakesBackWhatFollowsIt() {
		TransactionTemplate nested = transaction(TransactionDefinition.PROPAGATION_NESTED);
		transaction().executeWithoutResult((status) -> {
			save(this.fido, 1);
			other().executeWithoutResult((other) -> {
				nested.executeWithoutResult((inner) -> {
					save(this.fido, 2);
					inner.setRollbackOnly();
				});
				assertThat(this.calls).containsExactly("lost 2");
				save(this.fido, 2);
				nested.executeWithoutResult((inner) -> {
					save(this.fido, 3);
					inner.setRollbackOnly();
				});
			});
		});
		assertThat(this.calls).containsExactly("lost 2", "lost 3", "appended");
		assertThat(log(this.recorder)).extracting(Notification::event)
			.containsExactly(event(this.fido, 1), event(this.fido, 2));
	}

	@Test
	void ourTransactionWithinAnotherManagersIsItsOwn() {
		other().executeWithoutResult((other) -> {
			transaction().executeWithoutResult((status) -> {
				save(this.fido, 1);
				assertThat(this.calls).isEmpty();
			});
			assertThat(this.calls).containsExactly("appended");
			save(this.fido, 2);
			assertThat(elsewhere(() -> log(this.recorder))).hasSize(2);
			other.setRollbackOnly();
		});
		assertThat(log(this.recorder)).hasSize(2);
	}

}
