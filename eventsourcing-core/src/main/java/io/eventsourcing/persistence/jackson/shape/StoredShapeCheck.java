package io.eventsourcing.persistence.jackson.shape;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Compares the names of the stored attributes of an event with the declared ones, at any
 * depth. It takes the time of a second read, so it is used only for an event that could
 * not be read, or that contains unknown properties.
 */
public final class StoredShapeCheck {

	private final DeserializationContext context;

	/** Those that count as unknown, or null if all do that are not declared. */
	private final @Nullable UnknownProperties unknown;

	/**
	 * Creates a check for one event.
	 * @param unknown the properties that Jackson has reported as unknown, or null if all
	 * that are not declared count as unknown
	 */
	public StoredShapeCheck(DeserializationContext context, @Nullable UnknownProperties unknown) {
		this.context = context;
		this.unknown = unknown;
	}

	/**
	 * Checks the attributes of an event.
	 * @throws AttributeMismatchException if they do not fit
	 */
	public void check(EventData data, EventAttributes attributes) {
		if (attributes.areByName()) {
			checkArguments(data, attributes);
		}
		else {
			checkValue(data, attributes.storedType(), "");
		}
		if (this.unknown != null) {
			this.unknown.requireAllChecked();
		}
	}

	private void checkArguments(EventData data, EventAttributes attributes) {
		AttributeNames names = new AttributeNames();
		Set<Integer> found = new HashSet<>();
		data.forEach((name, value) -> {
			int index = attributes.indexOf(name, 0);
			names.addStored(name, index < 0 && isUnknown(EventArguments.class, name));
			found.add(index);
		});
		for (int i = 0; i < attributes.count(); i++) {
			names.addDeclared(attributes.name(i).getValue(), !found.contains(i), attributes.isRequired(i));
		}
		names.check("");
		data.forEach((name, value) -> {
			int index = attributes.indexOf(name, 0);
			if (index >= 0) {
				checkValue(value, attributes.type(index), name);
			}
		});
	}

	private void checkValue(@Nullable Object value, JavaType type, String path) {
		checkValue(value, type, null, path);
	}

	private void checkValue(@Nullable Object value, JavaType type, @Nullable TypeDeserializer typed, String path) {
		if (type.isReferenceType()) {
			checkValue(value, type.getReferencedType(), path);
		}
		else if (value instanceof List<?> elements && type.isContainerType()) {
			for (int i = 0; i < elements.size(); i++) {
				checkValue(elements.get(i), type.getContentType(), path + "[" + i + "]");
			}
		}
		else if (value instanceof EventData data && type.isMapLikeType()) {
			data.forEach((key, each) -> checkValue(each, type.getContentType(), path + ".<key>"));
		}
		else if (value != null) {
			checkObject(value, type, (typed != null) ? typed : this.context.findTypeDeserializer(type), path);
		}
	}

	private void checkObject(Object value, JavaType type, @Nullable TypeDeserializer typed, String path) {
		if (typed != null) {
			StoredType stored = StoredType.of(value, typed, this.context);
			if (stored != null) {
				checkBean(stored.data(), stored.type(), stored.property(), path);
			}
		}
		else if (value instanceof EventData data) {
			checkBean(data, type, null, path);
		}
	}

	private void checkBean(EventData data, JavaType type, @Nullable String typeId, String path) {
		ObjectProperties declared = ObjectProperties.of(type, this.context);
		if (declared == null) {
			return;
		}
		Map<String, SettableBeanProperty> properties = declared.byStoredName();
		checkNames(data, declared, properties, typeId,
				path.isEmpty() ? "" : "In '%s', of %s, ".formatted(path, type.getRawClass().getName()));
		String prefix = path.isEmpty() ? "" : path + ".";
		data.forEach((name, value) -> {
			SettableBeanProperty property = properties.get(name);
			if (property != null && property.getAnnotation(JsonDeserialize.class) == null) {
				checkValue(value, property.getType(), property.getValueTypeDeserializer(), prefix + name);
			}
		});
	}

	private void checkNames(EventData data, ObjectProperties declared, Map<String, SettableBeanProperty> properties,
			@Nullable String typeId, String place) {
		JsonIgnoreProperties.Value ignored = declared.ignored();
		AttributeNames names = new AttributeNames();
		for (String name : data.names()) {
			if (!name.equals(typeId) && !ignored.getIgnored().contains(name)) {
				names.addStored(name, !properties.containsKey(name) && isUnknown(declared.owner(), name));
			}
		}
		for (SettableBeanProperty property : declared.all()) {
			boolean missing = data.names().stream().noneMatch((name) -> properties.get(name) == property);
			names.addDeclared(property.getName(), missing, property.isRequired());
		}
		names.check(place);
	}

	private boolean isUnknown(Class<?> owner, String name) {
		return this.unknown == null || this.unknown.check(owner, name);
	}

}
