package io.eventsourcing.enhancer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EnhancedCode;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The code that is inserted before and after the body of a decorated method. It has no
 * branches, because coverage tools would attribute them to the user's code.
 */
final class MethodAdvice {

	private MethodAdvice() {
	}

	// without a line number, so that a breakpoint on the first line stops in the body
	@Advice.OnMethodEnter(prependLineNumber = false)
	static @Nullable DomainEvent enter(@Advice.This Aggregate self, @Advice.Origin Class<?> owner,
			@Advice.Origin("#m#d") String member, @Advice.AllArguments @Nullable Object[] arguments) {
		return EnhancedCode.begin(self, owner, member, arguments);
	}

	@Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
	static void exit(@Advice.This Aggregate self, @Advice.Enter @Nullable DomainEvent event,
			@Advice.Thrown @Nullable Throwable thrown) {
		EnhancedCode.end(self, event, thrown);
	}

}
