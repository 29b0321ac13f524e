package io.eventsourcing.projection.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.binding.EventHandlers;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That a failed batch names the notifications whose handlers issued its updates. */
class BatchOfHandlersTest {

	private final DriverManagerDataSource dataSource = new DriverManagerDataSource(
			"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	private final JdbcBatch batch = new JdbcBatch(this.jdbc);

	private final TransactionTemplate transaction = new TransactionTemplate(
			new JdbcTransactionManager(this.dataSource));

	private final Topics topics = new Topics();

	private List<Recording> words(String... names) {
		this.topics.register(Parrot.class);
		Parrot parrot = new Parrot();
		for (String name : names) {
			parrot.learn(name);
		}
		List<Recording> recordings = new ArrayList<>();
		for (DomainEvent event : parrot.pendingEvents()) {
			recordings.add(new Recording(event, 10 + recordings.size()));
		}
		return recordings;
	}

	private void handle(List<Recording> recordings) {
		EventHandlers handlers = EventHandlers.of(new Words(), this.topics);
		this.transaction.executeWithoutResult((status) -> handlers.handle(recordings));
	}

	@Test
	void theNotificationOfTheFailedUpdateIsNamedIfTheDriverMarksTheUpdate() {
		this.jdbc.execute("create table words (word varchar primary key)");
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> handle(words("hello", "bye", "hello")))
			.withMessageContaining("Update 3 of a batch of 3 failed in the handler of notification 13: insert into")
			.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(OptionalLong.of(13)));
	}

	@Test
	void allNotificationsAreNamedIfTheWholeBatchFailed() {
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> handle(words("hello", "bye")))
			.withMessageContaining("An update of a batch of 2 failed in the handlers of the notifications 11 to 12")
			.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(OptionalLong.empty()));
	}

	@Test
	void theNotificationIsKnownIfItIsTheOnlyOne() {
		assertThatExceptionOfType(JdbcBatchException.class).isThrownBy(() -> handle(words("hello")))
			.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(OptionalLong.of(11)));
	}

	@Test
	void theUpdatesOfHandlersAreCommitted() {
		this.jdbc.execute("create table words (word varchar primary key)");
		handle(words("hello", "bye"));
		assertThat(this.jdbc.queryForList("select word from words order by word", String.class)).containsExactly("bye",
				"hello");
	}

	class Words {

		@EventHandler("Parrot.Learnt")
		void learnt(String word) {
			BatchOfHandlersTest.this.batch.update("insert into words (word) values (?)", word);
		}

	}

	static class Parrot extends Aggregate {

		@Event("Hatched")
		Parrot() {
		}

		@Event("Learnt")
		void learn(String word) {
		}

	}

}
