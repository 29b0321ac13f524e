package io.eventsourcing.kotlin.invalid

import kotlin.reflect.KClass

import io.eventsourcing.domain.AggregateDefinitionException
import io.eventsourcing.enhancer.AggregateEnhancer
import net.bytebuddy.ByteBuddy
import net.bytebuddy.build.BuildLogger
import net.bytebuddy.dynamic.ClassFileLocator
import net.bytebuddy.pool.TypePool
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowableOfType
import org.junit.jupiter.api.Test

/** What the build refuses, or warns about, with messages for users of Kotlin. */
class BuildErrorsTest {

	private val warnings = mutableListOf<String>()

	@Test
	fun `a suspend function is refused`() {
		assertThat(problems(Suspending::class)).containsExactly(
			"the method walk(int, Continuation) is a suspend function, whose body may continue after the call has returned: decorate a function that does not suspend, and call that",
		)
	}

	@Test
	fun `generated overloads are refused`() {
		assertThat(problems(Overloaded::class)).contains(
			"the method walk(int, String) has @JvmOverloads, which generates overloads with the same event: remove @JvmOverloads, without which default arguments work in Kotlin",
		)
	}

	@Test
	fun `an extension function is refused`() {
		assertThat(problems(Extension::class)).containsExactly(
			"the method learn(String, int) is an extension function, whose receiver has no name: make the receiver a parameter",
		)
	}

	@Test
	fun `an annotation of the class instead of its constructor is refused`() {
		assertThat(problems(Annotated::class)).containsExactly(
			"it is annotated with @Event, but its constructor is not: write class Annotated @Event constructor(..)",
		)
	}

	@Test
	fun `a public setter causes a warning`() {
		enhance(WritableProperty::class)
		assertThat(warnings).singleElement().asString().contains("the method setName(String) changes the field 'name'")
	}

	private fun problems(type: KClass<*>): List<String> =
		checkNotNull(catchThrowableOfType(AggregateDefinitionException::class.java) { enhance(type) }).problems()

	private fun enhance(type: KClass<*>) {
		val logger = object : BuildLogger.Adapter() {
			override fun warn(message: String) {
				warnings += message
			}
		}
		val locator = ClassFileLocator.ForClassLoader.of(type.java.classLoader)
		val description = TypePool.Default.of(locator).describe(type.java.name).resolve()
		val enhancer = AggregateEnhancer(logger)
		assertThat(enhancer.matches(description)).isTrue()
		enhancer.apply(ByteBuddy().redefine<Any>(description, locator), description, locator)
	}

}
