package io.eventsourcing.kotlin.shapes

import java.time.Instant
import java.util.UUID

import com.fasterxml.jackson.annotation.JsonAlias
import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import io.eventsourcing.domain.EventTime
import io.eventsourcing.kotlin.dogschool.Name

/** Kotlin adds a constructor without parameters, because all of them have defaults. */
class Kennel @Event("Built") constructor(val places: Int = 3, val city: String = "Bath") : Aggregate()

/** Has a constructor that passes only some arguments to the decorated one. */
class Visit @Event("Opened") constructor(
	val reason: String,
	val minutes: Int = 15,
	val notes: List<String> = listOf(),
) : Aggregate() {

	constructor(reason: String, note: String) : this(reason, notes = listOf(note))

}

/** Its constructor is private in the class file, because a parameter is a value class. */
class Puppy @Event("Born") constructor(
	@JsonAlias("title") val name: Name,
	val nickname: Name?,
	val weight: Int,
	val age: Age? = null,
) : Aggregate()

/** The id and the time are passed to the base class. */
class Import @Event("Imported") constructor(id: UUID, val source: String, @EventTime at: Instant?) : Aggregate(id, at)

sealed class Animal(val name: Name) : Aggregate()

class Wolf @Event("Seen") constructor(name: Name, val pack: String = "none") : Animal(name)

open class Litter @Event("Announced") constructor(val mother: Name) : Aggregate()

class FirstLitter @Event("FirstAnnounced") constructor(mother: Name, val size: Int = 1) : Litter(mother)
