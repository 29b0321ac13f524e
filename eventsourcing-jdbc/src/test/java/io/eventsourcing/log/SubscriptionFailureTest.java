package io.eventsourcing.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.eventsourcing.persistence.exception.StoreUnavailableException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a reader learns when its database goes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubscriptionFailureTest {

	private final GoingDataSource dataSource = new GoingDataSource();

	private Subscription subscription;

	@BeforeEach
	void subscribe() {
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(this.dataSource);
		JdbcRecorder recorder = JdbcRecorder.builder(this.dataSource).build();
		this.subscription = NotificationLog.builder(recorder)
			.pageSize(10)
			.pollInterval(Duration.ofHours(1))
			.build()
			.subscribe(0);
		this.dataSource.gone = true;
	}

	@Test
	void theReaderIsTold() {
		this.dataSource.answer.countDown();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.subscription.hasNext());
	}

	@Test
	void theReaderOfAClosedSubscriptionIsNotTold() throws Exception {
		CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> this.subscription.hasNext());
		this.dataSource.asked.await();
		this.subscription.close();
		this.dataSource.answer.countDown();
		assertThat(reading.join()).isFalse();
	}

	/** Once it is gone it takes its time to say so. */
	private static final class GoingDataSource extends DelegatingDataSource {

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch answer = new CountDownLatch(1);

		private volatile boolean gone;

		GoingDataSource() {
			super(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (!this.gone) {
				return super.getConnection();
			}
			this.asked.countDown();
			try {
				this.answer.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			throw new SQLException("The database has gone", "08001");
		}

	}

}
