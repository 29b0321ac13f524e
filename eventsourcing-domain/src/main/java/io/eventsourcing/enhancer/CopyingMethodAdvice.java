package io.eventsourcing.enhancer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EnhancedCode;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The variant of {@link MethodAdvice} for methods with arguments that the caller could
 * later change: their bodies receive copies.
 */
final class CopyingMethodAdvice {

	private CopyingMethodAdvice() {
	}

	@Advice.OnMethodEnter(prependLineNumber = false)
	static @Nullable DomainEvent enter(@Advice.This Aggregate self, @Advice.Origin Class<?> owner,
			@Advice.Origin("#m#d") String member,
			@Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object[] arguments) {
		DomainEvent event = EnhancedCode.begin(self, owner, member, arguments);
		arguments = EnhancedCode.copies(event, arguments);
		return event;
	}

	@Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
	static void exit(@Advice.This Aggregate self, @Advice.Enter @Nullable DomainEvent event,
			@Advice.Thrown @Nullable Throwable thrown) {
		EnhancedCode.end(self, event, thrown);
	}

}
