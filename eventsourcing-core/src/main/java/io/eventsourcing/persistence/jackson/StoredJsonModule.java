package io.eventsourcing.persistence.jackson;

import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.jackson.shape.UnknownProperties;
import tools.jackson.databind.module.SimpleModule;

/** Writes and reads the attributes of events, and notices those that are unknown. */
final class StoredJsonModule extends SimpleModule {

	StoredJsonModule() {
		super("eventsourcing");
		addSerializer(EventArguments.class, new EventArgumentsSerializer());
		addDeserializer(ReadPayload.class, new PayloadDeserializer());
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addHandler(new UnknownProperties.Handler());
		context.addDeserializerModifier(new UnknownProperties.Modifier());
	}

}
