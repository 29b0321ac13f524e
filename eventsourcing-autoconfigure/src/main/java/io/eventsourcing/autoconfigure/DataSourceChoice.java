package io.eventsourcing.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/**
 * Chooses the data source of the event store among those of the context: the one that is
 * named, else the one that is qualified, else the only or primary one.
 */
final class DataSourceChoice {

	private final ListableBeanFactory beanFactory;

	DataSourceChoice(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	DataSource choose(@Nullable String name) {
		if (name != null) {
			return named(name, "eventsourcing.jdbc.data-source");
		}
		List<String> qualified = qualified();
		if (qualified.size() > 1) {
			throw new EventSourcingSetupException(
					"Several data sources are qualified with @EventSourcingDataSource: " + qualified,
					"Qualify one of them only.", null);
		}
		return qualified.isEmpty() ? only() : this.beanFactory.getBean(qualified.get(0), DataSource.class);
	}

	/**
	 * The data source of that name.
	 * @param property which says so
	 */
	DataSource named(String name, String property) {
		if (!names().contains(name)) {
			throw new EventSourcingSetupException(
					"The property '%s' is '%s', which is not the name of a data source".formatted(property, name),
					"Set it to one of %s, or remove it.".formatted(names()), null);
		}
		return this.beanFactory.getBean(name, DataSource.class);
	}

	private DataSource only() {
		try {
			return this.beanFactory.getBean(DataSource.class);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new EventSourcingSetupException(
					"There are several data sources, and none of them is primary: " + names(),
					"Say which one has the event store: name its bean in the property 'eventsourcing.jdbc.data-source', "
							+ "or qualify it with @EventSourcingDataSource.",
					ex);
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw new EventSourcingSetupException("There is no data source for the event store",
					"Add a database: a JDBC driver and the property 'spring.datasource.url'. "
							+ "Or, if events need not outlive the application, set 'eventsourcing.store=memory'.",
					ex);
		}
	}

	private List<String> qualified() {
		return names().stream()
			.filter((name) -> this.beanFactory.findAnnotationOnBean(name, EventSourcingDataSource.class, false) != null)
			.toList();
	}

	private List<String> names() {
		return Arrays.asList(this.beanFactory.getBeanNamesForType(DataSource.class, true, false));
	}

}
