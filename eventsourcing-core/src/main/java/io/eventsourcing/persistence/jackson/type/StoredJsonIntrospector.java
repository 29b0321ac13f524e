package io.eventsourcing.persistence.jackson.type;

import java.lang.reflect.Executable;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Provides the defaults of stored JSON for classes without annotations of Jackson: which
 * types are stored with the name of a value's class, and which attributes must have been
 * stored.
 */
final class StoredJsonIntrospector extends NopAnnotationIntrospector {

	private static final JsonTypeInfo.Value TYPE_INFO = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME,
			JsonTypeInfo.As.PROPERTY, "type", null, false, true);

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
		return (annotated instanceof AnnotatedClass type && SealedTypes.isSealed(type.getRawType())) ? TYPE_INFO : null;
	}

	/**
	 * Returns the simple name of the class, unless {@code @JsonSubTypes} gives it another
	 * one. The default of Jackson contains the names of enclosing classes, which may be
	 * renamed.
	 */
	@Override
	public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
		JsonSubTypes subtypes = type.getAnnotation(JsonSubTypes.class);
		if (subtypes != null) {
			for (JsonSubTypes.Type subtype : subtypes.value()) {
				if (subtype.value() == type.getRawType() && !subtype.name().isEmpty()) {
					return null;
				}
			}
		}
		return type.getRawType().getSimpleName();
	}

	/**
	 * Returns true for a parameter of a constructor that cannot be null. For a missing
	 * primitive, Jackson itself fails or passes 0, depending on its version.
	 */
	@Override
	public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
		if (member instanceof AnnotatedParameter parameter
				&& parameter.getOwner().getAnnotated() instanceof Executable creator
				&& Nullability.isRequired(creator.getParameters()[parameter.getIndex()], parameter.getType())) {
			return true;
		}
		return null;
	}

}
