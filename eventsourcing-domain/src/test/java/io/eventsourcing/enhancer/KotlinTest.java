package io.eventsourcing.enhancer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateDefinitionException;
import io.eventsourcing.domain.DomainEvent;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.ModifierAdjustment;
import net.bytebuddy.description.modifier.SyntheticState;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Class files of the shapes that the Kotlin compiler makes of decorated members, written
 * in Java. The module {@code eventsourcing-kotlin-tests} compiles aggregates in Kotlin.
 */
class KotlinTest {

	private static final String MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	/** {@code class A @Event("Registered") constructor(val name: Name, val age: Int)} */
	private static final String VALUE_CLASS_PARAMETER = """
			public class A extends Aggregate {
				private final String name;
				private A(String name, int age) { this.name = name; }
				@Event("Registered") public A(String name, int age, kotlin.jvm.internal.DefaultConstructorMarker marker) {
					this(name, age);
				}
				@Event public void feed$main(String food) { }
				public static A create() {
					A created = new A("Fido", 3, null);
					created.feed$main("bone");
					return created;
				}
			}
			""";

	@TempDir
	Path temporary;

	@BeforeEach
	void provideTypesOfKotlin() throws IOException {
		Path classes = Files.createDirectories(this.temporary.resolve("classes"));
		for (String name : List.of(MARKER, CONTINUATION)) {
			try (DynamicType.Unloaded<?> type = new ByteBuddy().makeInterface().name(name).make()) {
				type.saveIn(classes.toFile());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void constructorWithAParameterOfAValueClass(ParameterNamesTest.When when) throws Exception {
		Sources sources = Sources.compile(this.temporary, "A", VALUE_CLASS_PARAMETER);
		makeSynthetic(sources.directory());
		Aggregate created = (Aggregate) when.load(sources).getMethod("create").invoke(null);
		List<DomainEvent> events = created.collectEvents();
		assertThat(events).extracting((event) -> event.name() + event.payload())
			.containsExactly("Registered{name=Fido, age=3}", "Feed{food=bone}");
		Aggregate copy = null;
		for (DomainEvent event : events) {
			copy = event.mutate(copy);
		}
		assertThat(copy).isEqualTo(created);
	}

	@Test
	void suspendFunction() {
		AggregateDefinitionException refusal = BuildErrors.refusal(Sources.compile(this.temporary, "A", """
				class A extends Aggregate {
					@Event A() { }
					@Event Object walk(int minutes, kotlin.coroutines.Continuation completion) { return minutes; }
				}
				"""));
		assertThat(refusal.problems()).containsExactly(
				"the method walk(int, Continuation) is a suspend function, whose body may continue after the call has returned: decorate a function that does not suspend, and call that");
	}

	/** Marks the constructor that Java has no way to mark. */
	private static void makeSynthetic(Path classes) throws IOException {
		try (ClassFileLocator locator = new ClassFileLocator.Compound(new ClassFileLocator.ForFolder(classes.toFile()),
				ClassFileLocator.ForClassLoader.ofSystemLoader());
				DynamicType.Unloaded<?> type = new ByteBuddy()
					.redefine(TypePool.Default.of(locator).describe("fixture.A").resolve(), locator)
					.visit(new ModifierAdjustment().withConstructorModifiers(
							takesArgument(2, (parameter) -> parameter.getName().equals(MARKER)),
							SyntheticState.SYNTHETIC))
					.make()) {
			type.saveIn(classes.toFile());
		}
	}

}
