package io.eventsourcing.autoconfigure.aggregate;

import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.domain.LoadTimeEnhancement;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.Upcaster;
import org.jspecify.annotations.Nullable;

/**
 * Registers and checks the aggregate classes, so that a fault in one of them is reported
 * at start-up, and stored events can be read from the beginning.
 */
@Internal
public final class AggregateRegistration {

	private final AggregateTypes types;

	private final Transcoder transcoder;

	private final @Nullable ClassLoader classLoader;

	/**
	 * @param classLoader the class loader of the application, or null for the default one
	 */
	public AggregateRegistration(AggregateTypes types, Transcoder transcoder, @Nullable ClassLoader classLoader) {
		this.types = types;
		this.transcoder = transcoder;
		this.classLoader = classLoader;
	}

	/** Returns the names of all classes and their events. */
	public Topics register(List<Upcaster> upcasters, Map<String, String> aliases) {
		enhanceAfterRestart();
		Topics topics = new Topics(upcasters, aliases);
		for (Class<? extends Aggregate> type : this.types.load(this.classLoader)) {
			topics.register(type);
			this.transcoder.validate(type);
		}
		topics.verify();
		return topics;
	}

	/**
	 * Enhances aggregates again after a restart by DevTools, which loads the application
	 * in a new class loader, with classes that an IDE has just compiled, while the
	 * library stays loaded.
	 */
	private void enhanceAfterRestart() {
		if (this.classLoader != null && this.classLoader != Aggregate.class.getClassLoader()) {
			LoadTimeEnhancement.run(this.classLoader);
		}
	}

}
