package io.eventsourcing.persistence.jackson.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of the attributes of one event, or of the properties of one value object: as
 * they are stored, and as they are declared.
 */
final class AttributeNames {

	final List<String> stored = new ArrayList<>();

	final List<String> declared = new ArrayList<>();

	/** Stored but not declared. */
	final List<String> unknown = new ArrayList<>();

	/** Declared but not stored. */
	final List<String> missing = new ArrayList<>();

	/** Declared but not stored, although they cannot be null. */
	final List<String> required = new ArrayList<>();

	void addStored(String name, boolean isUnknown) {
		this.stored.add(name);
		if (isUnknown) {
			this.unknown.add(name);
		}
	}

	void addDeclared(String name, boolean isMissing, boolean isRequired) {
		this.declared.add(name);
		if (isMissing) {
			this.missing.add(name);
		}
		if (isMissing && isRequired) {
			this.required.add(name);
		}
	}

	/**
	 * Checks that the names fit.
	 * @param place where the object is, if it is not the event itself
	 */
	void check(String place) {
		if (!this.unknown.isEmpty() && !this.missing.isEmpty()) {
			throw AttributeMismatchException.renamed(place, this);
		}
		if (!this.required.isEmpty()) {
			throw AttributeMismatchException.missing(place, this);
		}
	}

}
