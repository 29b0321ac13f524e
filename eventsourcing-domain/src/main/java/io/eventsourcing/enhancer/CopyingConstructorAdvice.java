package io.eventsourcing.enhancer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EnhancedCode;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The variant of {@link ConstructorAdvice} for constructors with arguments that the
 * caller could later change: the body and {@code super(..)} receive copies. The event is
 * created from the originals, which the body cannot have changed.
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
