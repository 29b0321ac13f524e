package io.eventsourcing.persistence.jdbc.append;

import java.util.UUID;
import java.util.concurrent.ThreadFactory;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.VirtualThreads;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

/** Saves of virtual threads, on a JDK that has them, when no platform thread leads. */
class DelegatedLeadTest {

	private static void assertSaves(ThreadFactory broken) throws Exception {
		JdbcDataSource memory = new JdbcDataSource();
		memory.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		try (TestStore store = new TestStore(memory)) {
			JdbcRecorder recorder = store.builder(memory).threadFactory(broken).build();
			for (int i = 1; i <= 2; i++) {
				Caller virtual = Caller.saves(recorder, events(UUID.randomUUID(), 1, 1), VirtualThreads.ifPossible());
				assertThat(virtual.id()).isEqualTo(2 * i - 1);
				assertThat(Caller.saves(recorder, events(UUID.randomUUID(), 1, 1)).id()).isEqualTo(2 * i);
			}
		}
	}

	@Test
	void theCallerLeadsIfTheThreadCannotBeCreated() throws Exception {
		assertSaves((work) -> {
			throw new IllegalStateException("no threads");
		});
	}

	@Test
	void theCallerLeadsIfTheThreadEndsBeforeItLeads() throws Exception {
		assertSaves((work) -> new Thread(() -> {
		}));
	}

}
