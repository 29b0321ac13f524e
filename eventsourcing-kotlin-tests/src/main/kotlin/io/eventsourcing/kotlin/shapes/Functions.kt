package io.eventsourcing.kotlin.shapes

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Apply
import io.eventsourcing.domain.Event
import io.eventsourcing.kotlin.dogschool.Name

enum class Mood { CALM, WILD }

@JvmRecord
data class Groomed(val groomer: String, val minutes: Int = 30)

@JvmRecord
data class Washed(val soap: String?)

/** Has an event for each form of a function. */
class Poodle @Event("Registered") constructor(name: Name) : Aggregate() {

	var name = name
		private set

	var mood = Mood.CALM
		@Event("MoodChanged") set

	var owner: String? = null
		@Event("OwnerChanged")
		internal set(value) {
			field = value?.trim()
		}

	val label by lazy { "${this.name.text} the poodle" }

	val log = mutableListOf<String>()

	@Event
	fun rename(name: Name) {
		this.name = name
	}

	@Event
	internal fun feed(food: String = "bone", grams: Int = food.length) {
		log += "$food of $grams grams"
	}

	@Event
	fun walk(with: List<Name>, minutes: Map<Name, UInt>, vararg places: String) {
		log += "${with.map { it.text }} ${minutes.entries.map { it.key.text + it.value }} ${places.toList()}"
	}

	fun play(times: Int) {
		(1..times).forEach { played(it) }
	}

	@Event("Played")
	private fun played(round: Int) {
		log += "round $round"
	}

	fun groom(groomer: String) = trigger(Groomed(groomer))

	@Apply
	private fun on(event: Groomed) {
		log += "groomed by ${event.groomer} for ${event.minutes} minutes"
	}

	@Event(type = Washed::class)
	fun wash(soap: String?) {
		log += "washed with $soap"
	}

}
