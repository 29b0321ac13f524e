package io.eventsourcing.enhancer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EnhancedCode;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The code that is inserted after the body of a decorated constructor. It receives the
 * arguments as they were passed, even if the body assigns to its parameters.
 */
final class ConstructorAdvice {

	private ConstructorAdvice() {
	}

	@Advice.OnMethodExit(backupArguments = true)
	static void exit(@Advice.This Aggregate self, @Advice.Origin Class<?> owner, @Advice.Origin("#m#d") String member,
			@Advice.AllArguments @Nullable Object[] arguments) {
		EnhancedCode.constructed(self, owner, member, arguments);
	}

}
