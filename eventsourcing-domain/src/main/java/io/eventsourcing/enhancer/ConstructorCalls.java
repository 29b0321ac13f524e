package io.eventsourcing.enhancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constructor that each constructor of a class calls with {@code this(..)} or
 * {@code super(..)}.
 */
final class ConstructorCalls extends ClassVisitor {

	/**
	 * @param owner the internal name of the class whose constructor is called
	 * @param descriptor the descriptor of that constructor
	 */
	record Call(String owner, String descriptor) {
	}

	private final Map<String, Call> calls = new HashMap<>();

	private ConstructorCalls() {
		super(OpenedClassReader.ASM_API);
	}

	/** Returns the calls by the descriptor of the calling constructor. */
	static Map<String, Call> of(TypeDescription type, ClassFileLocator locator) {
		try {
			ConstructorCalls visitor = new ConstructorCalls();
			OpenedClassReader.of(locator.locate(type.getName()).resolve())
				.accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return visitor.calls;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return "<init>".equals(name) ? new CallFinder(descriptor) : null;
	}

	/**
	 * Skips the constructors of objects that are created as arguments of the call: each
	 * of them follows a NEW instruction.
	 */
	private final class CallFinder extends MethodVisitor {

		private final String caller;

		private int made;

		CallFinder(String caller) {
			super(OpenedClassReader.ASM_API);
			this.caller = caller;
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			if (opcode == Opcodes.NEW) {
				this.made++;
			}
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (opcode != Opcodes.INVOKESPECIAL || !"<init>".equals(name)) {
				return;
			}
			if (this.made == 0) {
				ConstructorCalls.this.calls.putIfAbsent(this.caller, new Call(owner, descriptor));
			}
			else {
				this.made--;
			}
		}

	}

}
