package io.eventsourcing.persistence.jackson;

import java.time.Month;
import java.util.LinkedHashSet;
import java.util.Set;

import io.eventsourcing.domain.EventArguments;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** The types of the store itself, and of attributes that Jackson would change. */
final class StoredJsonModule extends SimpleModule {

	StoredJsonModule() {
		super("eventsourcing");
		addSerializer(EventArguments.class, new EventArgumentsSerializer());
		addDeserializer(ReadPayload.class, new PayloadDeserializer());
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
		context.addHandler(new UnknownProperties.Handler());
	}

}
