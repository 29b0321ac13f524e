package io.eventsourcing.persistence.jackson.shape;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueDeserializerModifier;

/**
 * The stored properties of one event that no class declares. They are skipped, but may be
 * old names of declared properties. Jackson does not report properties that annotations
 * tell it to ignore.
 */
public final class UnknownProperties {

	private record Property(Class<?> owner, String name) {
	}

	private final Set<Property> properties = new HashSet<>();

	private final Set<Property> checked = new HashSet<>();

	private UnknownProperties() {
	}

	/** Returns the unknown properties of the event that is being read, or null. */
	public static @Nullable UnknownProperties of(DeserializationContext context) {
		return (UnknownProperties) context.getAttribute(UnknownProperties.class);
	}

	public static void add(Class<?> owner, String name, DeserializationContext context) {
		UnknownProperties unknown = of(context);
		if (unknown == null) {
			unknown = new UnknownProperties();
			context.setAttribute(UnknownProperties.class, unknown);
		}
		unknown.properties.add(new Property(owner, name));
	}

	/** Returns whether the property is unknown, and marks it as checked. */
	boolean check(Class<?> owner, String name) {
		Property property = new Property(owner, name);
		this.checked.add(property);
		return this.properties.contains(property);
	}

	/**
	 * Checks that each unknown property was compared with those that are declared, so
	 * that none is skipped only because its place was not found.
	 */
	void requireAllChecked() {
		if (!this.checked.containsAll(this.properties)) {
			this.properties.removeAll(this.checked);
			throw AttributeMismatchException.unchecked(this.properties.stream().map(Property::name).sorted().toList());
		}
	}

	/**
	 * Makes Jackson report the unknown properties of classes that ignore all of them as
	 * well, because a renamed property would not be noticed otherwise.
	 */
	public static final class Modifier extends ValueDeserializerModifier {

		@Override
		public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
				BeanDeserializerBuilder builder) {
			builder.setIgnoreUnknownProperties(false);
			return builder;
		}

	}

	/** Collects the unknown properties that Jackson reports. */
	public static final class Handler extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object beanOrClass, String name) {
			add(deserializer.handledType(), name, context);
			parser.skipChildren();
			return true;
		}

	}

}
