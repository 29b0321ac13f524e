package io.eventsourcing.persistence.jackson;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;

/**
 * Finds types whose Jackson deserializer fails for every value: interfaces and abstract
 * classes without information about the class of a value, and classes without a
 * constructor that Jackson can call.
 */
final class UnreadableTypes {

	private final DeserializationContext context;

	private final Set<JavaType> visited = new HashSet<>();

	UnreadableTypes(DeserializationContext context) {
		this.context = context;
	}

	/**
	 * Checks the type of an attribute and all types that it contains.
	 * @throws DatabindException if a type cannot be read; the message contains the path
	 */
	void check(JavaType type, Class<?> owner, String name) {
		try {
			check(type);
		}
		catch (JacksonException ex) {
			throw ex.prependPath(owner, name);
		}
	}

	void check(JavaType type) {
		if (!this.visited.add(type)) {
			return;
		}
		ValueDeserializer<?> deserializer = this.context.findRootValueDeserializer(type);
		if (deserializer instanceof ContainerDeserializerBase || deserializer instanceof ReferenceTypeDeserializer) {
			check(type.getContentType());
		}
		else if (deserializer instanceof AbstractDeserializer && !type.getRawClass().isAssignableFrom(String.class)) {
			this.context.reportBadDefinition(type,
					"%s is abstract: annotate it with @JsonTypeInfo, so that the class of a value is stored"
						.formatted(type.getRawClass().getName()));
		}
		else if (deserializer instanceof BeanDeserializerBase bean) {
			checkBean(bean, type);
		}
	}

	private void checkBean(BeanDeserializerBase bean, JavaType type) {
		if (!bean.getValueInstantiator().canInstantiate()) {
			this.context.reportBadDefinition(type,
					"%s has no constructor that Jackson can call: make it a record, or annotate a constructor with @JsonCreator"
						.formatted(type.getRawClass().getName()));
		}
		for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext();) {
			SettableBeanProperty property = properties.next();
			if (property.getAnnotation(JsonTypeInfo.class) == null
					&& property.getAnnotation(JsonDeserialize.class) == null) {
				check(property.getType(), type.getRawClass(), property.getName());
			}
		}
	}

}
