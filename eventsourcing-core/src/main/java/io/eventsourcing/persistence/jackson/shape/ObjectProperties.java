package io.eventsourcing.persistence.jackson.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;

/**
 * The properties of a class whose values are stored as JSON objects, as Jackson reads
 * them.
 */
final class ObjectProperties {

	private final BeanDeserializerBase bean;

	private final DeserializationContext context;

	private final Map<String, SettableBeanProperty> byName = new LinkedHashMap<>();

	private ObjectProperties(BeanDeserializerBase bean, DeserializationContext context) {
		this.bean = bean;
		this.context = context;
		creatorProperties(bean).forEach((property) -> this.byName.put(property.getName(), property));
		bean.properties().forEachRemaining((property) -> this.byName.putIfAbsent(property.getName(), property));
		this.byName.values().removeIf((property) -> property.getInjectableValueId() != null);
	}

	/** Jackson returns them in the order of a hash table. */
	private static List<SettableBeanProperty> creatorProperties(BeanDeserializerBase bean) {
		List<SettableBeanProperty> properties = new ArrayList<>();
		bean.creatorProperties().forEachRemaining(properties::add);
		properties.sort(Comparator.comparingInt(SettableBeanProperty::getCreatorIndex));
		return properties;
	}

	/** Returns null if values of the type have no properties that are known. */
	static @Nullable ObjectProperties of(JavaType type, DeserializationContext context) {
		return (context.findNonContextualValueDeserializer(type) instanceof BeanDeserializerBase bean)
				? new ObjectProperties(bean, context) : null;
	}

	/** Returns the class that Jackson reports as the owner of an unknown property. */
	Class<?> owner() {
		return this.bean.handledType();
	}

	/** Returns the properties in the order in which they are declared. */
	Collection<SettableBeanProperty> all() {
		return this.byName.values();
	}

	/** Returns the earlier names of a property. */
	List<String> aliases(SettableBeanProperty property) {
		return property.findAliases(this.context.getConfig()).stream().map(PropertyName::getSimpleName).toList();
	}

	/** Returns the properties by all names under which they can be stored. */
	Map<String, SettableBeanProperty> byStoredName() {
		Map<String, SettableBeanProperty> properties = new LinkedHashMap<>(this.byName);
		all().forEach((property) -> aliases(property).forEach((alias) -> properties.putIfAbsent(alias, property)));
		return properties;
	}

	/** Returns which stored properties the annotations of the class ignore. */
	JsonIgnoreProperties.Value ignored() {
		JsonIgnoreProperties.Value ignored = this.context.getConfig()
			.getDefaultPropertyIgnorals(owner(), this.context.introspectClassAnnotations(this.bean.getValueType()));
		return (ignored != null) ? ignored : JsonIgnoreProperties.Value.empty();
	}

}
