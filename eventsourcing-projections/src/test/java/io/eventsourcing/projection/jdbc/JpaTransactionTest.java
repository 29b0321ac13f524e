package io.eventsourcing.projection.jdbc;

import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A batch writer in transactions that JPA manages. */
class JpaTransactionTest {

	private static final String RENAME = "update kennel set name = ? where id = ?";

	private final DriverManagerDataSource dataSource = new DriverManagerDataSource(
			"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	private final JdbcBatch batch = new JdbcBatch(this.jdbc);

	private final LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();

	private TransactionTemplate transaction = new TransactionTemplate();

	private EntityManager entityManager;

	@BeforeEach
	void open() {
		this.factory.setDataSource(this.dataSource);
		this.factory.setPersistenceUnitName("test");
		this.factory.setManagedTypes(
				org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(Kennel.class.getName()));
		this.factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		this.factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
		this.factory.afterPropertiesSet();
		EntityManagerFactory entityManagers = this.factory.getObject();
		this.transaction = new TransactionTemplate(new JpaTransactionManager(entityManagers));
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagers);
	}

	@AfterEach
	void close() {
		this.factory.destroy();
	}

	private String name() {
		return this.jdbc.queryForObject("select max(name) from kennel", String.class);
	}

	@Test
	void entitiesAndUpdatesAreCommittedTogether() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Kennel(1, "north"));
			this.entityManager.flush();
			this.batch.update(RENAME, "south", 1);
		});
		assertThat(name()).isEqualTo("south");
	}

	@Test
	void updatesAreSentBeforeTheEntitiesOfTheCommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Kennel(1, "north"));
			this.batch.update(RENAME, "south", 1);
		});
		assertThat(name()).isEqualTo("north");
	}

	@Test
	void aFailureOfTheEntitiesRollsTheUpdatesBack() {
		this.jdbc.update("insert into kennel (id, name) values (1, 'north')");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.batch.update(RENAME, "south", 1);
				this.entityManager.persist(new Kennel(1, "west"));
			}));
		assertThat(name()).isEqualTo("north");
	}

	@Test
	void aFailureOfTheUpdatesRollsTheEntitiesBack() {
		assertThatExceptionOfType(JdbcBatchException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Kennel(1, "west"));
				this.batch.update("insert into missing values (1)");
			}));
		assertThat(name()).isNull();
	}

	@Entity(name = "kennel")
	static class Kennel {

		@Id
		private int id;

		private String name;

		Kennel() {
		}

		Kennel(int id, String name) {
			this.id = id;
			this.name = name;
		}

	}

}
