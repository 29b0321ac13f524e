package io.eventsourcing.kotlin.dogschool

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import io.eventsourcing.upcasting.EventData
import io.eventsourcing.upcasting.Upcast

class Dog @Event("Registered") constructor(
	val name: Name,
	home: Home?,
	val size: Size = Size.SMALL,
) : Aggregate() {

	var home = home
		private set

	var lastMeal: Meal? = null
		private set

	private val minutesByTrick = mutableMapOf<String, Int>()

	val tricks: List<String>
		get() = minutesByTrick.keys.toList()

	@Event("TrickAdded")
	fun addTrick(trick: String, minutes: Int = 10) {
		check(trick !in minutesByTrick) { "${name.text} knows $trick" }
		minutesByTrick[trick] = minutes
	}

	@Event("Moved")
	fun moveTo(home: Home?) {
		this.home = home
	}

	@Event("Fed")
	fun feed(meal: Meal) {
		lastMeal = meal
	}

	companion object {

		@JvmStatic
		@Upcast(event = "TrickAdded", from = 1)
		fun addMinutes(event: EventData) {
			event.setDefault("minutes", 10)
		}

	}

}
