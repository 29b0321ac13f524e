package io.eventsourcing.kotlin.invalid

import io.eventsourcing.kotlin.dogschool.Dog
import io.eventsourcing.kotlin.dogschool.Name
import io.eventsourcing.kotlin.shapes.Renamed
import io.eventsourcing.persistence.topics.Topics
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException
import io.eventsourcing.projection.ProjectionDefinitionException
import io.eventsourcing.test.ProjectionScenario
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test

/** What start-up refuses, with messages for users of Kotlin. */
class StartErrorsTest {

	@Test
	fun `a handler is a suspend function`() {
		val fido = Dog(Name("Fido"), null)
		assertThatExceptionOfType(ProjectionDefinitionException::class.java)
			.isThrownBy { ProjectionScenario.of(SuspendingHandler()).given(fido) }
			.withMessageContaining("SuspendingHandler.added(String, Continuation) is a suspend function")
	}

	@Test
	fun `a step is not static`() {
		assertThatExceptionOfType(UpcastingDefinitionException::class.java)
			.isThrownBy { Topics().register(Renamed::class.java) }
			.withMessage(
				"The method io.eventsourcing.kotlin.shapes.Renamed\$Companion.rename with @Upcast is not static. " +
					"Make it static: add @JvmStatic if it is a function of a companion object in Kotlin.",
			)
	}

}
