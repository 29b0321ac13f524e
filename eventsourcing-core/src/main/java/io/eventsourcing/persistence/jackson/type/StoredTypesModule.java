package io.eventsourcing.persistence.jackson.type;

import java.time.Month;
import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** The types of attributes that Jackson by itself would change. */
public final class StoredTypesModule extends SimpleModule {

	public StoredTypesModule() {
		super("eventsourcing-types");
		RangeCheckedDeserializer.addTo(this);
		RangeCheckedArrayDeserializer.addTo(this);
		// Jackson would write a number, unlike for other enums
		addSerializer(Month.class, new ToStringSerializer(Month.class));
		// Jackson's own choice, a HashSet, would lose the order
		addAbstractTypeMapping(Set.class, LinkedHashSet.class);
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.appendAnnotationIntrospector(new StoredJsonIntrospector());
		context.addDeserializerModifier(new ExactValues());
	}

}
