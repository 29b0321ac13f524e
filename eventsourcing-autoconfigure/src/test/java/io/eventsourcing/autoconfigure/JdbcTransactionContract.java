package io.eventsourcing.autoconfigure;

import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions of a {@code JdbcTransactionManager}.
 */
abstract class JdbcTransactionContract extends TransactionContract {

	JdbcTransactionContract(String[] database) {
		super(Contexts.h2()
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withPropertyValues("spring.flyway.locations=classpath:fixtures/migration")
			.withPropertyValues(database), JdbcKennels.class);
	}

	@Test
	void aDataSourceThatKnowsTransactionsIsTheSameDataSource() {
		runner().withUserConfiguration(TransactionAware.class).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(TransactionAwareDataSourceProxy.class);
			assertThatARollbackRemovesBoth(context);
			assertThatACommitStoresBoth(context);
		});
	}

	static class JdbcKennels implements Kennels {

		private final JdbcTemplate jdbc;

		JdbcKennels(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public void add(UUID id, String town) {
			this.jdbc.update("insert into kennels (id, town) values (?, ?)", id, town);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionAware {

		@Bean
		static BeanPostProcessor transactionAwareDataSource() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource) ? new TransactionAwareDataSourceProxy(dataSource)
							: bean;
				}

			};
		}

	}

}
