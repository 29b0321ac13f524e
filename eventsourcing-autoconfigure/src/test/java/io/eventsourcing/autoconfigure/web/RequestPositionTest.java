package io.eventsourcing.autoconfigure.web;

import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.topics.Topics;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What a long request remembers of its saves, and what its header contains. */
class RequestPositionTest {

	private static final String HEADER = "Event-Position";

	private final RequestPosition position = new RequestPosition(HEADER);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private EventStore store;

	private TransactionTemplate transaction;

	private TransactionTemplate nested;

	private TransactionTemplate separate;

	@BeforeEach
	void openStore() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(database);
		JdbcTransactionManager transactionManager = new JdbcTransactionManager(database);
		this.transaction = new TransactionTemplate(transactionManager);
		this.nested = new TransactionTemplate(transactionManager);
		this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.separate = new TransactionTemplate(transactionManager);
		this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		Topics topics = new Topics();
		topics.register(Dog.class);
		CurrentPosition current = new CurrentPosition();
		current.set(this.position);
		this.store = new PositionEventStore(
				EventStore.of(EventMapper.of(topics, new JacksonTranscoder()), JdbcRecorder.builder(database).build()),
				current);
		this.position.open(this.response);
	}

	private long save() {
		return this.store.put(new Dog("Fido", Instant.EPOCH).collectEvents()).get(0).notificationId();
	}

	private String header() {
		return this.response.getHeader(HEADER);
	}

	@Test
	void savesAreNotRemembered() {
		for (int i = 0; i < 50; i++) {
			assertThat(header()).isEqualTo((i > 0) ? Integer.toString(i) : null);
			save();
		}
		assertThat(this.position.countUncommitted()).isZero();
	}

	@Test
	void savesAreRememberedToTheEndOfTheirTransaction() {
		for (int i = 0; i < 20; i++) {
			this.transaction.executeWithoutResult((status) -> {
				save();
				String last = Long.toString(save());
				assertThat(header()).isEqualTo(last);
				assertThat(this.position.countUncommitted()).isEqualTo(2);
			});
			assertThat(this.position.countUncommitted()).isZero();
		}
		this.transaction.executeWithoutResult((status) -> {
			assertThat(save()).isEqualTo(41);
			status.setRollbackOnly();
		});
		assertThat(this.position.countUncommitted()).isZero();
		assertThat(header()).isEqualTo("40");
	}

	@Test
	void aSavepointTakesBackTheSavesThatFollowIt() {
		this.transaction.executeWithoutResult((status) -> {
			long first = save();
			this.nested.executeWithoutResult((inner) -> {
				save();
				inner.setRollbackOnly();
			});
			assertThat(header()).isEqualTo(Long.toString(first));
		});
		assertThat(header()).isEqualTo("1");
		assertThat(this.position.countUncommitted()).isZero();
	}

	@Test
	void aSeparateTransactionDoesNotSettleTheOuterOne() {
		this.transaction.executeWithoutResult((status) -> {
			this.separate.executeWithoutResult((inner) -> save());
			assertThat(this.position.countUncommitted()).isZero();
			assertThat(save()).isEqualTo(2);
			this.separate.executeWithoutResult((inner) -> assertThat(this.position.countUncommitted()).isOne());
			assertThat(this.position.countUncommitted()).isOne();
			status.setRollbackOnly();
		});
		assertThat(header()).isEqualTo("1");
		assertThat(this.position.countUncommitted()).isZero();
		assertThat(save()).isGreaterThan(1);
	}

}
