package io.eventsourcing.kotlin.dogschool

import io.eventsourcing.test.AggregateScenario.given
import io.eventsourcing.test.AggregateScenario.`when`
import io.eventsourcing.test.ExpectedEvent.event
import io.eventsourcing.test.GivenEvent.stored
import org.junit.jupiter.api.Test

class DogTest {

	@Test
	fun `a dog is registered`() {
		`when` { Dog(Name("Fido"), Home("High Street")) }
			.then(event("Registered", "Fido", Home("High Street", "Bath"), Size.SMALL))
	}

	@Test
	fun `a dog learns tricks`() {
		given { Dog(Name("Fido"), null) }
			.and { it.addTrick("roll over", 5) }
			.`when` { it.addTrick("fetch ball") }
			.then(event("TrickAdded").with("trick", "fetch ball").with("minutes", 10))
			.thenState(Dog::tricks, listOf("roll over", "fetch ball"))
	}

	@Test
	fun `a dog does not learn a trick twice`() {
		given { Dog(Name("Fido"), null) }
			.and { it.addTrick("sit") }
			.`when` { it.addTrick("sit") }
			.thenThrows(IllegalStateException::class.java)
			.hasMessage("Fido knows sit")
	}

	@Test
	fun `nothing is stored as null, and an object as itself`() {
		given { Dog(Name("Fido"), Home("High Street")) }
			.and { it.moveTo(null) }
			.`when` { it.feed(Meal.Water) }
			.then(event("Fed", Meal.Water))
			.thenState(Dog::home, null)
			.thenState(Dog::lastMeal, Meal.Water)
	}

	@Test
	fun `an event of the first version is brought up to date`() {
		given(
			Dog::class.java,
			stored("Dog.Registered", 1, """{"name": "Fido", "home": null, "size": "LARGE"}"""),
			stored("Dog.TrickAdded", 1, """{"trick": "sit"}"""),
		).thenState(Dog::tricks, listOf("sit"))
	}

}
