package io.eventsourcing.projection.runner;

import java.util.List;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.StoreDatabases;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresStuckHandlerTest extends StuckHandlerContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(StoreDatabases.postgres().dataSource(), EventSourcingSchema.DEFAULT_NAME,
				TIMEOUT);
	}

	/** The database has ended its transaction, so nothing of it is left. */
	@Test
	void theAttemptCountsWhenTheHandlerReturns() {
		long freeze = teach("freeze");
		start(ProjectionOptions.DEFAULTS.maxAttempts(1));
		awaitStuck();
		long beg = teach("beg");
		release();
		assertThat(runner().projections().awaitAll(SOON)).isTrue();
		List<ParkedEvent> parked = runner().parkedEvents().of("freezing");
		assertThat(parked).extracting(ParkedEvent::notificationId).containsExactly(freeze);
		assertThat(parked.get(0).attempts()).isOne();
		assertThat(parked.get(0).cause()).contains("handler timeout of " + TIMEOUT.toMillis() + " ms");
		assertThat(store().read("freezing")).containsExactly(beg);
	}

}
