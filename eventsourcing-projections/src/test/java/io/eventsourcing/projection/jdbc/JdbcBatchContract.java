package io.eventsourcing.projection.jdbc;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a batch writer does with the updates of a transaction, on every database. */
abstract class JdbcBatchContract {

	private static final String LOG = "insert into log (text) values (?)";

	private static final String ADD = "insert into dogs (id, tricks) values (?, ?)";

	private static final String TRICK = "update dogs set tricks = tricks + ? where id = ?";

	private static final String REMOVE = "delete from dogs where id = ?";

	private final TestDatabase database;

	private final List<HikariDataSource> pools = new ArrayList<>();

	private final CountingDataSource dataSource;

	final JdbcTemplate jdbc;

	private final JdbcBatch batch;

	private final TransactionTemplate transaction;

	JdbcBatchContract(TestDatabase database) {
		this.database = database;
		this.dataSource = new CountingDataSource(open());
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.batch = new JdbcBatch(this.jdbc);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
	}

	private DataSource open() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(this.database.jdbcUrl());
		pool.setUsername(this.database.username());
		pool.setPassword(this.database.password());
		pool.setMinimumIdle(0);
		this.pools.add(pool);
		return pool;
	}

	@AfterEach
	void closePools() {
		this.pools.forEach(HikariDataSource::close);
	}

	@BeforeEach
	void createTables() {
		this.jdbc.execute("create table log (id bigint generated always as identity, text varchar)");
		this.jdbc.execute("create table dogs (id varchar primary key, tricks integer not null)");
	}

	private List<String> log() {
		return this.jdbc.queryForList("select text from log order by id", String.class);
	}

	private Map<String, Object> dogs() {
		Map<String, Object> dogs = new TreeMap<>();
		this.jdbc.query("select id, tricks from dogs", (row) -> {
			dogs.put(row.getString(1), row.getInt(2));
		});
		return dogs;
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	@Test
	void updatesAreSentInOneBatchBeforeTheCommit() {
		inTransaction(() -> {
			this.batch.update(LOG, "a");
			this.batch.update(LOG, "b");
			this.batch.update(LOG, "c");
			assertThat(log()).isEmpty();
			this.dataSource.reset();
		});
		assertThat(log()).containsExactly("a", "b", "c");
		assertThat(this.dataSource.executions()).containsExactly("batch of 3: " + LOG);
	}

	@Test
	void updatesTakePartInTransactionsOfADataSourceTransactionManager() {
		this.transaction.setTransactionManager(new DataSourceTransactionManager(this.dataSource));
		inTransaction(() -> this.batch.update(LOG, "a"));
		this.transaction.executeWithoutResult((status) -> {
			this.batch.update(LOG, "b");
			this.batch.flush();
			status.setRollbackOnly();
		});
		assertThat(log()).containsExactly("a");
	}

	@Test
	void nothingRemainsAfterARollback() {
		this.transaction.executeWithoutResult((status) -> {
			this.batch.update(LOG, "a");
			this.batch.flush();
			this.batch.update(LOG, "b");
			status.setRollbackOnly();
		});
		inTransaction(() -> this.batch.update(LOG, "c"));
		assertThat(log()).containsExactly("c");
	}

	@Test
	void flushMakesUpdatesVisibleToQueries() {
		inTransaction(() -> {
			this.batch.update(LOG, "a");
			this.batch.flush();
			assertThat(log()).containsExactly("a");
			this.batch.flush();
			this.batch.update(LOG, "b");
		});
		assertThat(log()).containsExactly("a", "b");
	}

	@Test
	void theFlushOfTheTransactionFlushesTheBatch() {
		this.transaction.executeWithoutResult((status) -> {
			this.batch.update(LOG, "a");
			status.flush();
			assertThat(log()).containsExactly("a");
		});
	}

	@Test
	void flushingNothingOutsideATransactionDoesNothing() {
		this.batch.flush();
		assertThat(log()).isEmpty();
	}

	@Test
	void updatesAreSentWhenTheLimitIsReached() {
		JdbcBatch limited = new JdbcBatch(this.jdbc, 2);
		inTransaction(() -> {
			limited.update(LOG, "a");
			assertThat(log()).isEmpty();
			limited.update(LOG, "b");
			assertThat(log()).containsExactly("a", "b");
			limited.update(LOG, "c");
			assertThat(log()).containsExactly("a", "b");
		});
		assertThat(log()).containsExactly("a", "b", "c");
	}

	@Test
	void updatesWithoutAKeyKeepTheirOrder() {
		inTransaction(() -> {
			this.batch.update(ADD, "Fido", 0);
			this.batch.update(TRICK, 1, "Fido");
			this.batch.update(TRICK, 2, "Fido");
			this.batch.update(REMOVE, "Fido");
			this.batch.update(ADD, "Fido", 5);
			this.batch.update(TRICK, 2, "Fido");
		});
		assertThat(dogs()).containsExactly(Map.entry("Fido", 7));
	}

	@Test
	void updatesWithDifferentKeysShareBatches() {
		inTransaction(() -> {
			for (String dog : List.of("Rex", "Fido", "Bello")) {
				this.batch.forKey(dog).update(ADD, dog, 0);
				this.batch.forKey(dog).update(TRICK, 1, dog);
			}
			this.batch.forKey("Rex").update(REMOVE, "Rex");
			this.batch.forKey("Rex").update(ADD, "Rex", 4);
			this.batch.forKey("Fido").update(TRICK, 2, "Fido");
			this.dataSource.reset();
		});
		assertThat(dogs()).containsExactly(Map.entry("Bello", 1), Map.entry("Fido", 3), Map.entry("Rex", 4));
		assertThat(this.dataSource.executions()).containsExactly("batch of 3: " + ADD, "batch of 4: " + TRICK, REMOVE,
				ADD);
	}

	@Test
	void updatesWithoutAKeyKeepTheirOrderRelativeToThoseWithAKey() {
		inTransaction(() -> {
			this.batch.forKey("Fido").update(ADD, "Fido", 0);
			this.batch.forKey("Fido").update(TRICK, 1, "Fido");
			this.batch.update("update dogs set tricks = 10");
			this.batch.forKey("Rex").update(ADD, "Rex", 0);
			this.batch.forKey("Rex").update(TRICK, 1, "Rex");
			this.batch.update("update dogs set tricks = tricks * 2");
		});
		assertThat(dogs()).containsExactly(Map.entry("Fido", 20), Map.entry("Rex", 2));
	}

	@Test
	void aBatchIsExecutedInTheOrderOfComparableKeys() {
		inTransaction(() -> {
			this.batch.forKey("c").update(LOG, "c");
			this.batch.forKey("a").update(LOG, "a1");
			this.batch.forKey("b").update(LOG, "b");
			this.batch.forKey("a").update(LOG, "a2");
		});
		assertThat(log()).containsExactly("a1", "a2", "b", "c");
	}

	@Test
	void aBatchWithAnUpdateThatHasNoKeyKeepsItsOrder() {
		inTransaction(() -> {
			this.batch.forKey("c").update(LOG, "c");
			this.batch.update(LOG, "any");
			this.batch.forKey("a").update(LOG, "a");
		});
		assertThat(log()).containsExactly("c", "any", "a");
	}

	@Test
	void updatesOfManyKeysHaveTheResultOfSingleUpdates() {
		Random random = new Random(42);
		List<Consumer<JdbcBatch>> updates = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			String dog = "dog-" + random.nextInt(20);
			int tricks = i;
			updates.add(switch (random.nextInt(3)) {
				case 0 -> (writer) -> {
					writer.forKey(dog).update(REMOVE, dog);
					writer.forKey(dog).update(ADD, dog, tricks);
				};
				case 1 -> (writer) -> writer.forKey(dog).update("update dogs set tricks = ? where id = ?", tricks, dog);
				default -> (writer) -> writer.forKey(dog).update(TRICK, tricks, dog);
			});
		}
		inTransaction(() -> updates.forEach((update) -> update.accept(this.batch)));
		Map<String, Object> batched = dogs();
		this.jdbc.update("delete from dogs");
		JdbcBatch single = new JdbcBatch(this.jdbc, 1);
		inTransaction(() -> updates.forEach((update) -> update.accept(single)));
		assertThat(batched).hasSizeGreaterThan(10).isEqualTo(dogs());
	}

	@Test
	void parametersAreConvertedAsByJdbcTemplate() {
		this.jdbc.execute("create table types (a uuid, b numeric(10, 2), c varchar, d integer, e timestamp)");
		UUID id = UUID.randomUUID();
		inTransaction(() -> {
			this.batch.update("insert into types values (?, ?, ?, ?, ?)", id, new BigDecimal("1.50"),
					new StringBuilder("text"), null, new java.util.Date(0));
			this.batch.update("insert into types values (?, ?, ?, ?, ?)", null, null, null,
					new SqlParameterValue(Types.INTEGER, "7"), null);
		});
		assertThat(this.jdbc.queryForMap("select a, b, c, d from types where a is not null").values())
			.containsExactly(id, new BigDecimal("1.50"), "text", null);
		assertThat(this.jdbc.queryForMap("select e, d from types where a is null").values()).containsExactly(null, 7);
	}

	@Test
	void parametersMayBeReusedByTheCaller() {
		Object[] parameters = { "a" };
		inTransaction(() -> {
			this.batch.update(LOG, parameters);
			parameters[0] = "b";
			this.batch.update(LOG, parameters);
		});
		assertThat(log()).containsExactly("a", "b");
	}

	@Test
	void anInnerTransactionHasUpdatesOfItsOwn() {
		TransactionTemplate inner = new TransactionTemplate(transactionManager());
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			this.batch.update(LOG, "outer");
			inner.executeWithoutResult((innerStatus) -> this.batch.update(LOG, "inner"));
			assertThat(log()).containsExactly("inner");
			this.batch.update(LOG, "outer again");
		});
		assertThat(log()).containsExactly("inner", "outer", "outer again");
	}

	private PlatformTransactionManager transactionManager() {
		PlatformTransactionManager manager = this.transaction.getTransactionManager();
		assertThat(manager).isNotNull();
		return manager;
	}

	@Test
	void theRollbackOfANestedTransactionUndoesItsUpdatesOnly() {
		TransactionTemplate nested = new TransactionTemplate(transactionManager());
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		inTransaction(() -> {
			this.batch.update(LOG, "outer");
			assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> nested.executeWithoutResult((status) -> {
				}))
				.withMessageContaining("Call flush() before the nested transaction");
			this.batch.flush();
			nested.executeWithoutResult((status) -> {
				this.batch.update(LOG, "nested");
				status.setRollbackOnly();
			});
			this.batch.update(ADD, "Fido", 1);
			this.batch.flush();
			nested.executeWithoutResult((status) -> {
				this.batch.update(ADD, "Fido", 2);
				assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(this.batch::flush);
				status.setRollbackOnly();
			});
			this.batch.update(LOG, "outer again");
		});
		assertThat(log()).containsExactly("outer", "outer again");
	}

	@Test
	void anUpdateOutsideATransactionIsRejected() {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.batch.update(LOG, "a"))
			.withMessageContaining("outside a transaction on its data source")
			.withMessageContaining("@Transactional");
		TransactionTemplate supports = new TransactionTemplate(transactionManager());
		supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> supports.executeWithoutResult((status) -> this.batch.update(LOG, "a")));
		assertThat(log()).isEmpty();
	}

	@Test
	void anUpdateInATransactionOfAnotherDataSourceIsRejected() {
		TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(open()));
		other.executeWithoutResult((status) -> assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.batch.update(LOG, "a"))
			.withMessageContaining("outside a transaction on its data source"));
		assertThat(log()).isEmpty();
	}

	@Test
	void callbacksOfTheCommitAreCoveredUntilTheCommitAndRejectedAfterIt() {
		List<String> rejected = Collections.synchronizedList(new ArrayList<>());
		inTransaction(() -> {
			this.batch.update(LOG, "a");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					JdbcBatchContract.this.batch.update(LOG, "b");
				}

				@Override
				public void afterCommit() {
					try {
						JdbcBatchContract.this.batch.update(LOG, "c");
					}
					catch (EventSourcingException ex) {
						rejected.add(ex.getMessage());
					}
				}

			});
		});
		assertThat(log()).containsExactly("a", "b");
		assertThat(rejected).singleElement().asString().contains("after the commit of its transaction");
	}

	@Test
	void updatesThatACommitHasMissedAreReported() {
		List<TransactionSynchronization> synchronizations = new ArrayList<>();
		inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				JdbcBatchContract.this.batch.update(LOG, "a");
				synchronizations.addAll(TransactionSynchronizationManager.getSynchronizations());
			}

		}));
		assertThat(synchronizations).filteredOn(BatchSynchronization.class::isInstance)
			.singleElement()
			.satisfies((batch) -> assertThatExceptionOfType(EventSourcingException.class)
				.isThrownBy(() -> batch.afterCompletion(TransactionSynchronization.STATUS_COMMITTED))
				.withMessageContaining("1 updates were lost"));
	}

	@Test
	void aFailedBatchNamesTheStatementButNoValues() {
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> inTransaction(() -> {
			this.batch.update(LOG, "a");
			for (String dog : List.of("Rex", "Fido", "Fido", "Bello")) {
				this.batch.update(ADD, dog, 1);
			}
		}))
			.withMessageContaining("of a batch of 4 failed: " + ADD + ": " + DuplicateKeyException.class.getName())
			.withMessageNotContaining("Fido")
			.satisfies((ex) -> {
				assertThat(ex.sql()).isEqualTo(ADD);
				assertThat(ex.notificationId()).isEqualTo(OptionalLong.empty());
			})
			.havingCause()
			.isInstanceOf(DuplicateKeyException.class)
			.havingCause()
			.isNotInstanceOf(BatchUpdateException.class);
		assertThat(log()).isEmpty();
		assertThat(dogs()).isEmpty();
	}

	@Test
	void aParameterThatCannotBeBoundNamesTheUpdate() {
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> inTransaction(() -> {
			this.batch.update(ADD, "Rex", 1);
			this.batch.update(ADD, "Fido", 1, "surplus");
		})).withMessageContaining("Update 2 of a batch of 2 failed");
	}

	@Test
	void aTransactionWithAFailedBatchCannotBeCommitted() {
		inTransaction(() -> this.batch.update(ADD, "Fido", 1));
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> inTransaction(() -> {
			this.batch.update(LOG, "a");
			this.batch.update(ADD, "Fido", 1);
			assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(this.batch::flush);
			assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> this.batch.update(LOG, "b"));
		})).withMessageContaining("the transaction must be rolled back").withCauseInstanceOf(JdbcBatchException.class);
		assertThat(log()).isEmpty();
	}

	@Test
	void transactionsOfSeveralThreadsDoNotMix() throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			String name = "thread " + i;
			boolean rollback = i == 0;
			Thread thread = new Thread(() -> this.transaction.executeWithoutResult((status) -> {
				for (int count = 0; count < 50; count++) {
					this.batch.update(LOG, name);
				}
				if (rollback) {
					status.setRollbackOnly();
				}
			}));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(log()).hasSize(150).doesNotContain("thread 0");
	}

}
