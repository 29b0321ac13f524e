package io.eventsourcing.kotlin.shapes

import java.time.Instant
import java.util.UUID

import io.eventsourcing.kotlin.dogschool.Name
import io.eventsourcing.test.AggregateScenario.given
import io.eventsourcing.test.AggregateScenario.`when`
import io.eventsourcing.test.ExpectedEvent.event
import io.eventsourcing.test.GivenEvent.stored
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** Each way to create an aggregate in Kotlin triggers one event, from which it can be rebuilt. */
class ConstructorsTest {

	@Test
	fun `all arguments are defaults`() {
		`when` { Kennel() }.then(event("Built", 3, "Bath"))
		`when` { Kennel(city = "York") }.then(event("Built", 3, "York"))
		`when` { Kennel::class.java.getConstructor().newInstance() }.then(event("Built", 3, "Bath"))
	}

	@Test
	fun `a secondary constructor leaves arguments to their defaults`() {
		`when` { Visit("vaccination", "in the morning") }
			.then(event("Opened", "vaccination", 15, listOf("in the morning")))
		`when` { Visit("vaccination", 5) }.then(event("Opened", "vaccination", 5, listOf<String>()))
	}

	@Test
	fun `parameters are value classes`() {
		`when` { Puppy(Name("Fido"), null, 3) }.then(event("Born", "Fido", null, 3, null))
		`when` { Puppy(Name("Fido"), Name("Fi"), 3, Age(1)) }
			.then(event("Born", "Fido", "Fi", 3, Age(1)))
			.thenState(Puppy::nickname, Name("Fi"))
			.thenState(Puppy::age, Age(1))
	}

	@Test
	fun `parameters of a constructor with value classes keep their annotations and their nullability`() {
		given(Puppy::class.java, stored("Puppy.Born", 1, """{"title": "Fido", "weight": 3, "age": 2}"""))
			.thenState(Puppy::name, Name("Fido"))
			.thenState(Puppy::nickname, null)
			.thenState(Puppy::age, Age(2))
		assertNotStored("name", """{"nickname": "Fi", "weight": 3}""")
		assertNotStored("weight", """{"name": "Fido"}""")
	}

	private fun assertNotStored(attribute: String, json: String) {
		assertThatThrownBy { given(Puppy::class.java, stored("Puppy.Born", 1, json)) }
			.hasStackTraceContaining("'$attribute' is not stored and cannot be null")
	}

	@Test
	fun `the id and the time are given`() {
		val id = UUID(1, 2)
		val time = Instant.parse("2026-01-01T00:00:00Z")
		`when` { Import(id, "paper", time) }.then(event("Imported", "paper"))
			.thenState(Import::id, id)
			.thenState(Import::createdOn, time)
		`when` { Import(id, "paper", null) }.then(event("Imported", "paper"))
	}

	@Test
	fun `the class has a superclass`() {
		`when` { Wolf(Name("Akela")) }.then(event("Seen", "Akela", "none")).thenState(Wolf::name, Name("Akela"))
		`when` { Litter(Name("Fida")) }.then(event("Announced", "Fida"))
		`when` { FirstLitter(Name("Fida")) }.then(event("FirstAnnounced", "Fida", 1))
	}

	@Test
	fun `aggregates are equal if their ids and states are`() {
		val kennel = Kennel()
		val copy = kennel.collectEvents().fold<_, Kennel?>(null) { each, event -> event.mutate(each) }
		assertThat(copy).isNotSameAs(kennel).isEqualTo(kennel)
		assertThat(Kennel()).isNotEqualTo(kennel)
	}

}
