package io.eventsourcing.persistence.jackson.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.type.SealedTypes;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes the attributes of events with everything of their types that has an effect on
 * the stored JSON.
 */
public final class JsonShapes {

	private final DeserializationContext context;

	/** The types that are being described, which may contain themselves. */
	private final Set<JavaType> open = new HashSet<>();

	private JsonShapes(DeserializationContext context) {
		this.context = context;
	}

	/** Describes the attributes of events of a type, in order. */
	public static List<JsonShape> of(EventType type, JsonMapper mapper) {
		return new JsonShapes(mapper._deserializationContext()).of(EventAttributes.of(type, mapper));
	}

	private List<JsonShape> of(EventAttributes attributes) {
		if (!attributes.areByName()) {
			return properties(attributes.storedType());
		}
		return IntStream.range(0, attributes.count())
			.mapToObj((i) -> shape(attributes.name(i).getValue(), attributes.aliases(i), attributes.type(i),
					attributes.isRequired(i)))
			.toList();
	}

	private JsonShape shape(String name, List<String> aliases, JavaType type, boolean required) {
		return new JsonShape(name, aliases, text(type), required, parts(type));
	}

	/** Returns the type as it is written in Java, with simple names. */
	private static String text(JavaType type) {
		if (type.isArrayType()) {
			return text(type.getContentType()) + "[]";
		}
		String name = type.getRawClass().getSimpleName();
		if (type.containedTypeCount() == 0) {
			return name;
		}
		return name + IntStream.range(0, type.containedTypeCount())
			.mapToObj((i) -> text(type.containedType(i)))
			.collect(Collectors.joining(", ", "<", ">"));
	}

	private List<JsonShape> parts(JavaType type) {
		if (type.isContainerType() || type.isReferenceType()) {
			return Stream.of(type.getKeyType(), type.getContentType())
				.filter((each) -> each != null)
				.flatMap((each) -> parts(each).stream())
				.toList();
		}
		if (!this.open.add(type)) {
			return List.of();
		}
		try {
			return SealedTypes.isSealed(type.getRawClass()) ? classes(type)
					: type.isEnumType() ? constants(type) : properties(type);
		}
		finally {
			this.open.remove(type);
		}
	}

	private List<JsonShape> classes(JavaType type) {
		List<JsonShape> classes = new ArrayList<>();
		for (Class<?> each : SealedTypes.classes(type.getRawClass())) {
			JavaType specialized = this.context.getTypeFactory().constructSpecializedType(type, each);
			AnnotatedClass annotated = this.context.introspectClassAnnotations(specialized);
			String name = this.context.getAnnotationIntrospector().findTypeName(this.context.getConfig(), annotated);
			classes.add(JsonShape.choice((name != null) ? name : each.getSimpleName(), properties(specialized)));
		}
		classes.sort(Comparator.comparing(JsonShape::name));
		return classes;
	}

	private List<JsonShape> constants(JavaType type) {
		Enum<?>[] constants = (Enum<?>[]) type.getRawClass().getEnumConstants();
		String[] names = Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
		AnnotatedClass annotated = this.context.introspectClassAnnotations(type);
		this.context.getAnnotationIntrospector().findEnumValues(this.context.getConfig(), annotated, constants, names);
		return Arrays.stream(names).map((name) -> JsonShape.choice(name, List.of())).toList();
	}

	private List<JsonShape> properties(JavaType type) {
		ObjectProperties properties = ObjectProperties.of(type, this.context);
		return (properties != null) ? properties.all()
			.stream()
			.map((property) -> shape(property.getName(), properties.aliases(property), property.getType(),
					property.isRequired()))
			.toList() : List.of();
	}

}
