package io.eventsourcing.autoconfigure;

import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.jpa.KennelEntity;
import io.eventsourcing.fixtures.jpa.KennelListener;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresJpaFlushTest extends JpaFlushContract {

	PostgresJpaFlushTest() {
		super(Contexts.newPostgres());
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void aSaveDuringTheFlushIsLostIfTheCommitFails(boolean poolCommits, boolean savesBefore) {
		run(poolCommits, (context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			failCommit(context, savesBefore, () -> KennelListener.onceWritten(() -> school.save(fido())));
			assertNothingStored(context);
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void aSaveInAListenerForTheFailedCommitIsItsOwn(boolean poolCommits, boolean savesBefore) {
		run(poolCommits, (context) -> {
			DogSchool school = context.getBean(DogSchool.class);
			afterCommit(context, () -> {
				if (!fido().pendingEvents().isEmpty()) {
					school.save(fido());
					assertThat(elsewhere(() -> school.repository().exists(Dog.class, fido().id()))).isTrue();
				}
			});
			failCommit(context, savesBefore, () -> {
			});
			assertThat(school.notificationLog().select(1, 10)).hasSize(1);
		});
	}

	/** Violates a constraint that is examined by the commit. */
	private void failCommit(AssertableApplicationContext context, boolean savesBefore, Runnable prepare) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> context.getBean(JdbcTemplate.class)
				.execute(
						"alter table kennels add constraint one_per_town unique (town) deferrable initially deferred"));
		EntityManager entities = context.getBean(EntityManager.class);
		assertThatExceptionOfType(NestedRuntimeException.class).isThrownBy(() -> write(context, savesBefore, () -> {
			prepare.run();
			entities.persist(new KennelEntity(UUID.randomUUID(), "Berlin"));
		}));
	}

}
