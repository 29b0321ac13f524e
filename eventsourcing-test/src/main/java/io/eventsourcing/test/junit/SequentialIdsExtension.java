package io.eventsourcing.test.junit;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.eventsourcing.domain.Ids;
import io.eventsourcing.domain.Replacement;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Binds the factory of ids of {@link SequentialIds}. */
final class SequentialIdsExtension extends BindingExtension<AtomicLong> {

	@Override
	AtomicLong create(ExtensionContext scope) {
		return new AtomicLong();
	}

	@Override
	Replacement bind(AtomicLong last) {
		return Ids.bind(() -> new UUID(0, last.incrementAndGet()));
	}

}
