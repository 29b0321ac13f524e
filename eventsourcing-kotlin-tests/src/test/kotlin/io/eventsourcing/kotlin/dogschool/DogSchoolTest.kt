package io.eventsourcing.kotlin.dogschool

import java.util.UUID

import io.eventsourcing.persistence.recorder.Notification
import io.eventsourcing.test.ApplicationScenario
import io.eventsourcing.test.ExpectedEvent.event
import io.eventsourcing.test.TestProjections
import io.eventsourcing.test.autoconfigure.EventSourcingTest
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.junit.jupiter.api.Test
import org.springframework.aop.support.AopUtils
import org.springframework.beans.factory.annotation.Autowired

@EventSourcingTest
open class DogSchoolTest {

	@Autowired
	private lateinit var school: DogSchool

	@Autowired
	private lateinit var projections: TestProjections

	@Autowired
	private lateinit var popularity: TrickPopularity

	@Test
	fun `dogs learn tricks`() {
		val dogId = school.registerDog("Fido")
		school.addTrick(dogId, "roll over")
		school.addTrick(dogId, "fetch ball")
		assertThat(school.tricks(dogId)).containsExactly("roll over", "fetch ball")
	}

	@Test
	fun `a dog moves`() {
		val dogId = school.registerDog("Fido")
		assertThat(school.moveDog(dogId, Home("High Street"))).isNull()
		assertThat(school.moveDog(dogId, null)).isEqualTo(Home("High Street", "Bath"))
	}

	@Test
	fun `tricks are counted`() {
		val fido = Dog(Name("Fido"), null)
		ApplicationScenario.of(school)
			.given(fido)
			.`when` { it.addTrick(fido.id(), "roll over") }
			.then(event("TrickAdded", "roll over", 10))
			.thenProjected(projections) {
				assertThat(popularity.mostPopular()).containsExactly("roll over")
				assertThat(popularity.names()).containsExactly("Fido")
			}
	}

	@Test
	fun `a transaction stores all dogs or none`() {
		assertThat(AopUtils.isCglibProxy(school)).isTrue()
		assertThatIllegalArgumentException().isThrownBy { school.registerDogs(listOf("Fido", " ")) }
		assertThat(school.notificationLog().select(1, 10)).isEmpty()
		val ids: List<UUID> = school.registerDogs(listOf("Fido", "Rex"))
		assertThat(ids).hasSize(2)
		assertThat(school.notificationLog().select(1, 10)).extracting(Notification::id).hasSize(2)
	}

}
