package io.eventsourcing.enhancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The code of a method or constructor, reduced to what {@link BodyRules} need.
 *
 * @param access the modifiers of the method
 * @param calls the methods of the same class that it calls or creates lambdas of, as name
 * and descriptor
 * @param writes the instance fields that it assigns
 * @param inputs the calls that return a different result each time; in a constructor,
 * only those after {@code super(..)} or {@code this(..)}
 */
record MethodBody(int access, Set<String> calls, Set<Field> writes, Set<UnrepeatableCall> inputs) {

	/**
	 * A field as byte code refers to it.
	 *
	 * @param owner the internal name of the class through which it is accessed, which may
	 * inherit it
	 * @param name the name of the field
	 */
	record Field(String owner, String name) {
	}

	/**
	 * Returns the bodies of a class by name and descriptor, in the order of the class
	 * file.
	 */
	static Map<String, MethodBody> of(TypeDescription type, ClassFileLocator locator) {
		try {
			Reader reader = new Reader(type.getInternalName());
			OpenedClassReader.of(locator.locate(type.getName()).resolve())
				.accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return reader.bodies;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean is(int modifier) {
		return (this.access & modifier) != 0;
	}

	private static final class Reader extends ClassVisitor {

		private final String className;

		private final Map<String, MethodBody> bodies = new LinkedHashMap<>();

		Reader(String className) {
			super(OpenedClassReader.ASM_API);
			this.className = className;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			MethodBody body = new MethodBody(access, new LinkedHashSet<>(), new LinkedHashSet<>(),
					new LinkedHashSet<>());
			this.bodies.put(name + descriptor, body);
			return new BodyReader(this.className, body, "<init>".equals(name));
		}

	}

	private static final class BodyReader extends MethodVisitor {

		private final String className;

		private final MethodBody body;

		/** Whether {@code super(..)} or {@code this(..)} has not been called yet. */
		private boolean beforeOtherConstructor;

		/** The number of objects that are being created as arguments of that call. */
		private int made;

		BodyReader(String className, MethodBody body, boolean constructor) {
			super(OpenedClassReader.ASM_API);
			this.className = className;
			this.body = body;
			this.beforeOtherConstructor = constructor;
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			if (opcode == Opcodes.NEW) {
				this.made++;
			}
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			if (opcode == Opcodes.PUTFIELD) {
				this.body.writes.add(new Field(owner, name));
			}
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (owner.equals(this.className)) {
				this.body.calls.add(name + descriptor);
			}
			UnrepeatableCall input = UnrepeatableCall.find(owner, name, descriptor);
			if (input != null && !this.beforeOtherConstructor) {
				this.body.inputs.add(input);
			}
			if ("<init>".equals(name) && this.beforeOtherConstructor && this.made-- == 0) {
				this.beforeOtherConstructor = false;
			}
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			for (Object argument : arguments) {
				if (argument instanceof Handle handle) {
					visitMethodInsn(handle.getTag(), handle.getOwner(), handle.getName(), handle.getDesc(), false);
				}
			}
		}

	}

}
