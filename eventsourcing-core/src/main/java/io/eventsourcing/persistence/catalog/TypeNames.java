package io.eventsourcing.persistence.catalog;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.util.ClassUtils;

/**
 * Compares the types of attributes. The name of a class of the application is not stored,
 * so that a class may be renamed, as long as its parts are the same.
 */
final class TypeNames {

	private static final Pattern NAME = Pattern.compile("\\w+");

	private static final Set<String> PRIMITIVES = Set.of("boolean", "byte", "short", "char", "int", "long", "float",
			"double");

	private static final List<String> PACKAGES = List.of("java.lang.", "java.util.", "java.time.", "java.math.",
			"java.net.");

	private TypeNames() {
	}

	static boolean areSame(CatalogNode one, CatalogNode other) {
		String a = withoutMarker(one.type());
		String b = withoutMarker(other.type());
		return a.equals(b)
				|| !one.parts().isEmpty() && !other.parts().isEmpty() && withoutNames(a).equals(withoutNames(b));
	}

	private static String withoutMarker(String type) {
		return type.endsWith("?") ? type.substring(0, type.length() - 1) : type;
	}

	private static String withoutNames(String type) {
		return NAME.matcher(type).replaceAll((name) -> isOfJava(name.group()) ? name.group() : "*");
	}

	private static boolean isOfJava(String name) {
		return PRIMITIVES.contains(name)
				|| PACKAGES.stream().anyMatch((each) -> ClassUtils.isPresent(each + name, null));
	}

}
