package io.eventsourcing.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.util.ClassUtils;

/**
 * Chooses the data source of the event store among those of the context and its parents:
 * the one named by the property, otherwise the qualified one, otherwise the only or
 * primary one.
 */
final class DataSourceChoice {

	private static final String CONNECTION_FACTORY = "io.r2dbc.spi.ConnectionFactory";

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
					"Qualify only one of them.", null);
		}
		return qualified.isEmpty() ? only() : this.beanFactory.getBean(qualified.get(0), DataSource.class);
	}

	/**
	 * Returns the data source with the given bean name.
	 * @param property the property whose value is the name
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
					"Choose one for the event store: name its bean in the property 'eventsourcing.jdbc.data-source', "
							+ "or qualify it with @EventSourcingDataSource.",
					ex);
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw missing(ex);
		}
	}

	private EventSourcingSetupException missing(NoSuchBeanDefinitionException cause) {
		List<String> reactive = reactive();
		if (!reactive.isEmpty()) {
			return new EventSourcingSetupException(
					"The event store has no data source, because Spring Boot does not configure one beside the R2DBC "
							+ "connection factory " + reactive,
					"Define a bean of type DataSource, for example DataSourceBuilder.create().url(..).username(..)"
							+ ".password(..).build(): the event store uses JDBC.",
					cause);
		}
		return new EventSourcingSetupException("The event store has no data source",
				"Add a database: a JDBC driver and the property 'spring.datasource.url'. "
						+ "Or, if events need not outlive the application, set 'eventsourcing.store=memory'.",
				cause);
	}

	private List<String> reactive() {
		ClassLoader classLoader = this.beanFactory.getClass().getClassLoader();
		if (!ClassUtils.isPresent(CONNECTION_FACTORY, classLoader)) {
			return List.of();
		}
		return namesOf(ClassUtils.resolveClassName(CONNECTION_FACTORY, classLoader));
	}

	private List<String> qualified() {
		return names().stream().filter((name) -> isQualified(name, this.beanFactory)).toList();
	}

	/**
	 * Returns whether the bean is qualified. A bean factory finds annotations only on its
	 * own beans, not on those of its parent.
	 */
	private static boolean isQualified(String name, @Nullable BeanFactory beanFactory) {
		if (beanFactory instanceof ListableBeanFactory listable && listable.containsBeanDefinition(name)) {
			return listable.findAnnotationOnBean(name, EventSourcingDataSource.class, false) != null;
		}
		return beanFactory instanceof HierarchicalBeanFactory child && isQualified(name, child.getParentBeanFactory());
	}

	private List<String> names() {
		return namesOf(DataSource.class);
	}

	private List<String> namesOf(Class<?> type) {
		return Arrays.asList(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false));
	}

}
