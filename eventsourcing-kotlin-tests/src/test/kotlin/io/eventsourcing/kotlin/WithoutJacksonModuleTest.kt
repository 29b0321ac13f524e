package io.eventsourcing.kotlin

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.EventType
import io.eventsourcing.kotlin.dogschool.Dog
import io.eventsourcing.kotlin.shapes.Kennel
import io.eventsourcing.persistence.jackson.JacksonTranscoder
import io.eventsourcing.testsupport.JavaProcess
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** How events are stored must not depend on the class path, so a missing module is an error. */
class WithoutJacksonModuleTest {

	@Test
	fun `a class of Kotlin needs the module`() {
		val process = JavaProcess.run(
			listOf(),
			JavaProcess.classPathWithout("jackson-module-kotlin", "kotlin-reflect"),
			Validation::class.java.name,
		)
		assertThat(process.output().lines()).anySatisfy {
			assertThat(it).contains(
				"io.eventsourcing.kotlin.dogschool.Home is a class of Kotlin, which Jackson cannot read without its module: add the dependency tools.jackson.module:jackson-module-kotlin",
			)
		}.contains("Kennel: valid")
		assertThat(process.exitCode()).isZero()
	}

	object Validation {

		@JvmStatic
		fun main(args: Array<String>) {
			validate(Kennel::class.java)
			validate(Dog::class.java)
		}

		private fun validate(type: Class<out Aggregate>) {
			val problem = runCatching { EventType.of(type).forEach(JacksonTranscoder()::validate) }.exceptionOrNull()
			println("${type.simpleName}: ${problem?.message ?: "valid"}")
		}

	}

}
