package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.ThreadBoundDataSourceException;
import io.eventsourcing.persistence.jdbc.VirtualThreads;
import io.eventsourcing.persistence.recorder.Append;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Data sources that choose one of two databases. */
abstract class ThreadBoundDataSourceContract {

	private static final String SCHEMA = "events";

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private TestStore red;

	private TestStore blue;

	/** An empty database. */
	abstract DataSource createDatabase();

	@BeforeEach
	void open() {
		this.red = new TestStore(createDatabase(), SCHEMA);
		this.blue = new TestStore(createDatabase(), SCHEMA);
	}

	@AfterEach
	void close() {
		TENANT.remove();
		this.red.close();
		this.blue.close();
	}

	private AbstractRoutingDataSource byTenant(boolean defaultTenant) {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return TENANT.get();
			}

		};
		return initialized(routing, defaultTenant ? this.red.dataSource() : null);
	}

	private AbstractRoutingDataSource byReadOnlyFlag() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? "blue" : "red";
			}

		};
		return initialized(routing, null);
	}

	private AbstractRoutingDataSource initialized(AbstractRoutingDataSource routing, DataSource defaultTarget) {
		routing.setTargetDataSources(Map.of("red", this.red.dataSource(), "blue", this.blue.dataSource()));
		if (defaultTarget != null) {
			routing.setDefaultTargetDataSource(defaultTarget);
		}
		routing.afterPropertiesSet();
		return routing;
	}

	@Test
	void aDatabaseForEachTenantIsRefusedWithBothWaysOut() {
		for (boolean defaultTenant : new boolean[] { true, false }) {
			AbstractRoutingDataSource routing = byTenant(defaultTenant);
			for (DataSource source : List.of(routing, new DelegatingDataSource(routing),
					new LazyConnectionDataSourceProxy(routing), new Wrapping(routing))) {
				assertThatExceptionOfType(ThreadBoundDataSourceException.class)
					.isThrownBy(() -> JdbcRecorder.builder(source).schema(SCHEMA).build())
					.withMessageContaining("an event store for each database")
					.withMessageContaining("maximum group size to 1");
			}
		}
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isFalse();
	}

	/** A proxy that is none of Spring's. */
	private static final class Wrapping extends AbstractDataSource {

		private final DataSource target;

		Wrapping(DataSource target) {
			this.target = target;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return super.isWrapperFor(type) || this.target.isWrapperFor(type);
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return super.isWrapperFor(type) ? super.unwrap(type) : this.target.unwrap(type);
		}

	}

	@Test
	void savesAndReadsStayInTheirThreadIfTheyAreNotGrouped() throws Exception {
		TENANT.set("red");
		JdbcRecorder recorder = JdbcRecorder.builder(byTenant(true)).schema(SCHEMA).maxGroupSize(1).build();
		assertThat(recorder.isBoundToThread()).isTrue();
		AtomicInteger callers = new AtomicInteger();
		List<Object> outcomes = Concurrently.call(16, () -> {
			String tenant = (callers.getAndIncrement() % 2 == 0) ? "red" : "blue";
			TENANT.set(tenant);
			for (int i = 0; i < 50; i++) {
				recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1).stream()
					.map((event) -> event.toBuilder().type(tenant, event.eventType()).build())
					.toList()));
			}
			return log(recorder).stream().allMatch((each) -> each.event().originatorType().equals(tenant));
		});
		assertThat(outcomes).containsOnly(true);
		assertThat(log(this.red.recorder())).hasSize(400).allMatch((each) -> each.topic().startsWith("red."));
		assertThat(log(this.blue.recorder())).hasSize(400).allMatch((each) -> each.topic().startsWith("blue."));
	}

	/** The threads are virtual ones if the JDK has them. */
	@Test
	void noOtherThreadWritesForAVirtualThread() throws Exception {
		JdbcRecorder recorder = JdbcRecorder.builder(byTenant(true)).schema(SCHEMA).maxGroupSize(1).build();
		FutureTask<Long> save = new FutureTask<>(() -> {
			TENANT.set("blue");
			return recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		});
		VirtualThreads.ifPossible().newThread(save).start();
		assertThat(save.get(1, TimeUnit.MINUTES)).isPositive();
		assertThat(log(this.blue.recorder())).hasSize(1);
		assertThat(log(this.red.recorder())).isEmpty();
	}

	@Test
	void whatOneTenantHasIsNotKnownForAnother() {
		JdbcRecorder recorder = JdbcRecorder.builder(byTenant(true)).schema(SCHEMA).maxGroupSize(1).build();
		UUID fido = UUID.randomUUID();
		TENANT.set("red");
		recorder.insertEvents(Append.of(events(fido, 1, 2)));
		TENANT.set("blue");
		assertThatExceptionOfType(VersionGapException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(fido, 3, 3))));
	}

	@Test
	void readOnlyTransactionsMayBeRoutedToAReplica() {
		UUID fido = UUID.randomUUID();
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(this.red.dataSource());
		lazy.setReadOnlyDataSource(this.blue.dataSource());
		List<DataSource> sources = new ArrayList<>(List.of(new LazyConnectionDataSourceProxy(byReadOnlyFlag()), lazy));
		long version = 1;
		for (DataSource source : sources) {
			JdbcTransactionManager manager = new JdbcTransactionManager(source);
			JdbcRecorder recorder = JdbcRecorder.builder(source)
				.schema(SCHEMA)
				.transactionManager(manager)
				.notifications(false)
				.build();
			assertThat(recorder.isBoundToThread()).isFalse();
			recorder.insertEvents(Append.of(events(fido, version, version)));
			TransactionTemplate readOnly = new TransactionTemplate(manager);
			readOnly.setReadOnly(true);
			assertThat(readOnly.<Long>execute((status) -> recorder.maxNotificationId())).isZero();
			assertThat(recorder.maxNotificationId()).isEqualTo(version);
			version++;
		}
		assertThat(log(this.red.recorder())).hasSize(2);
		assertThat(log(this.blue.recorder())).isEmpty();
	}

}
