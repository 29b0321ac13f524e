package io.eventsourcing.kotlin.shapes

import io.eventsourcing.kotlin.dogschool.Name
import io.eventsourcing.test.AggregateScenario
import io.eventsourcing.test.AggregateScenario.given
import io.eventsourcing.test.ExpectedEvent.event
import io.eventsourcing.test.GivenEvent.stored
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** Each form of a function in Kotlin can be an event. */
class FunctionsTest {

	private val poodle: AggregateScenario<Poodle> = given { Poodle(Name("Fido")) }

	@Test
	fun `a parameter is a value class`() {
		poodle.`when` { it.rename(Name("Fi")) }.then(event("Rename", "Fi")).thenState(Poodle::name, Name("Fi"))
	}

	@Test
	fun `an internal function has default arguments, one of which depends on another`() {
		poodle.`when` { it.feed() }.then(event("Feed", "bone", 4)).thenState(Poodle::log, listOf("bone of 4 grams"))
		poodle.`when` { it.feed(grams = 7) }.then(event("Feed", "bone", 7))
	}

	@Test
	fun `lists, maps and arrays contain values of value classes`() {
		poodle.`when` { it.walk(listOf(Name("Rex")), mapOf(Name("Rex") to 5u), "park", "shop") }
			.then("Walk")
			.thenState(Poodle::log, listOf("[Rex] [Rex5] [park, shop]"))
	}

	@Test
	fun `a private function is called by a lambda`() {
		poodle.`when` { it.play(2) }.then(event("Played", 1), event("Played", 2))
	}

	@Test
	fun `the setter of a property is an event`() {
		poodle.`when` { it.mood = Mood.WILD }.then(event("MoodChanged", Mood.WILD)).thenState(Poodle::mood, Mood.WILD)
		poodle.`when` { it.owner = " Ann " }.then(event("OwnerChanged", " Ann ")).thenState(Poodle::owner, "Ann")
		poodle.`when` { it.owner = null }.then(event("OwnerChanged", null)).thenState(Poodle::owner, null)
	}

	@Test
	fun `a lazy property is not part of the state`() {
		poodle.`when` {
			assertThat(it.label).isEqualTo("Fido the poodle")
			it.feed()
		}.then("Feed")
		val poodle = Poodle(Name("Fido"))
		assertThat(poodle.toString()).doesNotContain("label")
		val copy = poodle.collectEvents().fold<_, Poodle?>(null) { dog, event -> event.mutate(dog) }
		assertThat(poodle.label).isNotEmpty()
		assertThat(copy).isEqualTo(poodle)
	}

	@Test
	fun `events carry records`() {
		poodle.`when` {
			it.groom("Ann")
			it.wash(null)
		}.then(Groomed("Ann", 30), Washed(null))
			.thenState(Poodle::log, listOf("groomed by Ann for 30 minutes", "washed with null"))
	}

	@Test
	fun `a component that was not stored has its default`() {
		given(
			Poodle::class.java,
			stored("Poodle.Registered", 1, """{"name": "Fido"}"""),
			stored("Poodle.Groomed", 1, """{"groomer": "Ann"}"""),
		).thenState(Poodle::log, listOf("groomed by Ann for 30 minutes"))
	}

}
