package io.eventsourcing.kotlin.invalid

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import io.eventsourcing.projection.EventHandler

class Suspending @Event constructor() : Aggregate() {

	@Event
	suspend fun walk(minutes: Int) = minutes

}

class Overloaded @Event constructor() : Aggregate() {

	@Event("Walked")
	@JvmOverloads
	fun walk(minutes: Int, place: String = "park") = "$minutes $place"

}

class Extension @Event constructor() : Aggregate() {

	@Event("Learned")
	fun String.learn(minutes: Int) = "$this $minutes"

}

@Event("Registered")
class Annotated(val name: String) : Aggregate()

class WritableProperty @Event constructor(var name: String) : Aggregate()

class SuspendingHandler {

	@EventHandler("Dog.TrickAdded")
	suspend fun added(trick: String) = trick

}
