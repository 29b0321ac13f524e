package io.eventsourcing.persistence.jackson.shape;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.type.SealedTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.util.ClassUtil;

import org.springframework.core.KotlinDetector;

/**
 * Finds types whose values cannot be read, or are read as something else: interfaces and
 * abstract classes without information about the class of a value, {@code Object}, raw
 * types and wildcards, and classes without a constructor that Jackson can call.
 */
public final class UnreadableTypes {

	private static final Set<Class<?>> UNTYPED = Set.of(Object.class, Serializable.class, Number.class);

	private static final String KOTLIN_MODULE = "tools.jackson.module.kotlin.KotlinModule";

	private final DeserializationContext context;

	private final SerializationContext writing;

	private final boolean readsKotlin;

	private final Set<JavaType> visited = new HashSet<>();

	private UnreadableTypes(JsonMapper mapper) {
		this.context = mapper._deserializationContext();
		this.writing = mapper._serializationContext();
		this.readsKotlin = mapper.registeredModules()
			.stream()
			.anyMatch((module) -> module.getClass().getName().equals(KOTLIN_MODULE));
	}

	/**
	 * Checks the types of all attributes of an event, and all types that these contain.
	 * @throws DatabindException if a type cannot be read; the message contains the path
	 */
	public static void check(EventType type, JsonMapper mapper) {
		UnreadableTypes unreadable = new UnreadableTypes(mapper);
		EventAttributes attributes = EventAttributes.of(type, mapper);
		if (!attributes.areByName()) {
			unreadable.check(attributes.storedType());
			return;
		}
		for (int i = 0; i < attributes.count(); i++) {
			unreadable.check(attributes.type(i), EventArguments.class, attributes.name(i).getValue());
		}
	}

	private void check(JavaType type, Class<?> owner, String name) {
		try {
			check(type);
		}
		catch (JacksonException ex) {
			throw ex.prependPath(owner, name);
		}
	}

	private void check(JavaType type) {
		if (!this.visited.add(type)) {
			return;
		}
		ValueDeserializer<?> deserializer = this.context.findRootValueDeserializer(type);
		if (deserializer instanceof ContainerDeserializerBase || deserializer instanceof ReferenceTypeDeserializer) {
			checkContents(type);
		}
		else if (deserializer instanceof TypeWrappedDeserializer) {
			checkSubtypes(type);
		}
		else if (UNTYPED.contains(type.getRawClass()) && ClassUtil.isJacksonStdImpl(deserializer)) {
			this.context.reportBadDefinition(type,
					"%s does not determine the class of a value, which may be read as another one: declare the class of the values instead of a raw type or a wildcard"
						.formatted(type.getRawClass().getName()));
		}
		else if (deserializer instanceof AbstractDeserializer) {
			this.context.reportBadDefinition(type,
					"%s is abstract: make it sealed or annotate it with @JsonTypeInfo, so that the class of a value is stored"
						.formatted(type.getRawClass().getName()));
		}
		else if (deserializer instanceof BeanDeserializerBase bean) {
			checkBean(bean, type);
		}
	}

	private void checkContents(JavaType type) {
		if (type.hasRawClass(Map.Entry.class)) {
			check(type.containedType(0));
			check(type.containedType(1));
			return;
		}
		JavaType key = type.getKeyType();
		if (key != null && key.hasRawClass(Object.class)) {
			check(key);
		}
		check(type.getContentType());
	}

	/**
	 * Checks the classes that a value can have. They are known if the type is sealed or
	 * its annotations list them.
	 */
	private void checkSubtypes(JavaType type) {
		Map<String, Class<?>> names = new HashMap<>();
		for (Class<?> subtype : SealedTypes.classes(type.getRawClass())) {
			if (Modifier.isAbstract(subtype.getModifiers()) || SealedTypes.isOpen(subtype)) {
				this.context.reportBadDefinition(type,
						"%s is not sealed, so its subclasses are not known: make it final, sealed or a record"
							.formatted(subtype.getName()));
			}
			String name = name(subtype);
			Class<?> other = (name != null) ? names.put(name, subtype) : null;
			if (other != null) {
				this.context.reportBadDefinition(type,
						"%s and %s are both stored as '%s': annotate one of them with @JsonTypeName"
							.formatted(other.getName(), subtype.getName(), name));
			}
			checkSubtype(type, subtype);
		}
	}

	private void checkSubtype(JavaType type, Class<?> subtype) {
		JavaType specialized = this.context.getTypeFactory().constructSpecializedType(type, subtype);
		if (this.context.findNonContextualValueDeserializer(specialized) instanceof BeanDeserializerBase bean) {
			checkTypeProperty(bean, type, subtype);
			if (this.visited.add(specialized)) {
				checkBean(bean, specialized);
			}
		}
	}

	/** Checks that the name of the class does not have the name of another property. */
	private void checkTypeProperty(BeanDeserializerBase bean, JavaType type, Class<?> subtype) {
		TypeDeserializer typed = this.context.findTypeDeserializer(type);
		if (typed.getTypeInclusion() == JsonTypeInfo.As.PROPERTY && bean.hasProperty(typed.getPropertyName())) {
			this.context.reportBadDefinition(type,
					"the property '%s' of %s has the name under which its class is stored: rename it, or annotate %s with @JsonTypeInfo(use = Id.NAME, property = ..) to store the class under another name"
						.formatted(typed.getPropertyName(), subtype.getName(), type.getRawClass().getName()));
		}
	}

	private @Nullable String name(Class<?> type) {
		AnnotatedClass annotated = this.context.introspectClassAnnotations(this.context.constructType(type));
		return this.context.getAnnotationIntrospector().findTypeName(this.context.getConfig(), annotated);
	}

	private void checkBean(BeanDeserializerBase bean, JavaType type) {
		if (!this.readsKotlin && KotlinDetector.isKotlinType(type.getRawClass())) {
			this.context.reportBadDefinition(type,
					"%s is a class of Kotlin, which Jackson cannot read without its module: add the dependency tools.jackson.module:jackson-module-kotlin"
						.formatted(type.getRawClass().getName()));
		}
		if (!bean.getValueInstantiator().canInstantiate()) {
			this.context.reportBadDefinition(type,
					"%s has no constructor that Jackson can call: make it a record, or annotate a constructor with @JsonCreator"
						.formatted(type.getRawClass().getName()));
		}
		checkWrittenProperties(bean, type);
		for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext();) {
			SettableBeanProperty property = properties.next();
			if (property.getAnnotation(JsonTypeInfo.class) == null
					&& property.getAnnotation(JsonDeserialize.class) == null) {
				check(property.getType(), type.getRawClass(), property.getName());
			}
		}
	}

	/**
	 * Checks that everything that is written can be read, and that Jackson reports
	 * unknown properties.
	 */
	private void checkWrittenProperties(BeanDeserializerBase bean, JavaType type) {
		Collection<Object> readable = bean.getKnownPropertyNames();
		for (Iterator<PropertyWriter> written = this.writing.findValueSerializer(type).properties(); written
			.hasNext();) {
			PropertyWriter property = written.next();
			if (property instanceof BeanPropertyWriter writer && writer.isUnwrapping()) {
				this.context.reportBadDefinition(type,
						"the property '%s' of %s has @JsonUnwrapped, so that a renamed attribute would not be noticed: remove the annotation"
							.formatted(property.getName(), type.getRawClass().getName()));
			}
			if (!readable.contains(property.getName())) {
				this.context.reportBadDefinition(type,
						"the field '%s' of %s is stored but cannot be read: pass it to the constructor, or make it not final"
							.formatted(property.getName(), type.getRawClass().getName()));
			}
		}
	}

}
