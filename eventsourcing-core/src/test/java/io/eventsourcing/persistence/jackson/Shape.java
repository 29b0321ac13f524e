package io.eventsourcing.persistence.jackson;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Says in JSON which of its kinds it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Shape.Circle.class, name = "circle"),
		@JsonSubTypes.Type(value = Shape.Square.class, name = "square") })
interface Shape {

	record Circle(int radius) implements Shape {
	}

	record Square(int side) implements Shape {
	}

}
