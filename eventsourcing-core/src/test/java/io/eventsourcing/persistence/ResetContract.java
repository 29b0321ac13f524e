package io.eventsourcing.persistence;

import java.util.UUID;

import io.eventsourcing.persistence.exception.AppendLockHeldException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a recorder promises that tests can reset. */
public abstract class ResetContract {

	private final UUID fido = UUID.randomUUID();

	/** The recorder under test, which waits only a moment for the append lock. */
	protected abstract ApplicationRecorder recorder();

	/** A template for transactions in which the recorder takes part. */
	protected abstract TransactionTemplate transaction();

	private void reset() {
		((ResettableRecorder) recorder()).reset();
	}

	@Test
	void everyResetLeavesAnEmptyLogWhoseIdsStartAt1() {
		for (int i = 0; i < 3; i++) {
			assertThat(recorder().insertEvents(Append.of(events(this.fido, 1, 2)))).isEqualTo(1);
			assertThat(recorder().insertEvents(Append.of(events(this.fido, 3, 3)))).isEqualTo(3);
			assertThat(recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)))).isEqualTo(4);
			assertThat(stream(recorder(), this.fido)).hasSize(3);
			reset();
			assertThat(log(recorder())).isEmpty();
			assertThat(recorder().maxNotificationId()).isZero();
			assertThat(stream(recorder(), this.fido)).isEmpty();
		}
	}

	@Test
	void aVersionBeforeTheResetIsForgotten() {
		recorder().insertEvents(Append.of(events(this.fido, 1, 2)));
		reset();
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder().insertEvents(Append.of(events(this.fido, 3, 3))));
	}

	@Test
	void itWaitsForTheEndOfASave() {
		transaction().executeWithoutResult((status) -> {
			recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockTimeoutException.class).isThrownBy(() -> Concurrently.elsewhere(() -> {
				reset();
				return this;
			}));
		});
		assertThat(log(recorder())).extracting(Notification::id).containsExactly(1L);
	}

	@Test
	void itIsRefusedInATransactionThatHasSaved() {
		transaction().executeWithoutResult((status) -> {
			recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
			assertThatExceptionOfType(AppendLockHeldException.class).isThrownBy(this::reset)
				.withMessageContaining("reset()");
		});
		assertThat(log(recorder())).hasSize(1);
	}

	@Test
	void itIsNotPartOfATransaction() {
		recorder().insertEvents(Append.of(events(this.fido, 1, 1)));
		transaction().executeWithoutResult((status) -> {
			reset();
			status.setRollbackOnly();
		});
		assertThat(log(recorder())).isEmpty();
	}

}
