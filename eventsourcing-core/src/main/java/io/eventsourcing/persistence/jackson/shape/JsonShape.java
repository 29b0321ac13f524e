package io.eventsourcing.persistence.jackson.shape;

import java.util.List;

/**
 * An attribute of an event, or a part of its value, as it is stored: a property of an
 * object, a constant of an enum, or a class of a sealed type.
 *
 * @param name the name in the JSON
 * @param aliases the earlier names that are read as well
 * @param type the type, or an empty string for a constant or a class
 * @param required whether it must have been stored
 * @param parts the properties, constants or classes of its type
 */
public record JsonShape(String name, List<String> aliases, String type, boolean required, List<JsonShape> parts) {

	public JsonShape {
		aliases = List.copyOf(aliases);
		parts = List.copyOf(parts);
	}

	/** Describes a constant of an enum, or a class of a sealed type. */
	static JsonShape choice(String name, List<JsonShape> parts) {
		return new JsonShape(name, List.of(), "", false, parts);
	}

}
