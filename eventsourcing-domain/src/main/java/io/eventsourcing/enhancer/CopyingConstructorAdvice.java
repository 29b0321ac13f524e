package io.eventsourcing.enhancer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EnhancedCode;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * {@link ConstructorAdvice} for a constructor with parameters that the caller could
 * change later: its body, and what it passes to {@code super(..)}, gets copies. The event
 * is made from what was passed, which the body cannot have changed.
 */
final class CopyingConstructorAdvice {

	private CopyingConstructorAdvice() {
	}

	@Advice.OnMethodEnter(prependLineNumber = false)
	static @Nullable Object[] enter(@Advice.Origin Class<?> owner, @Advice.Origin("#m#d") String member,
			@Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object[] arguments) {
		@Nullable Object[] passed = arguments;
		arguments = EnhancedCode.copies(owner, member, passed);
		return passed;
	}

	@Advice.OnMethodExit(backupArguments = false)
	static void exit(@Advice.This Aggregate self, @Advice.Origin Class<?> owner, @Advice.Origin("#m#d") String member,
			@Advice.Enter @Nullable Object[] passed) {
		EnhancedCode.constructed(self, owner, member, passed);
	}

}
