package io.eventsourcing.kotlin.shapes

import java.math.BigDecimal

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import io.eventsourcing.kotlin.dogschool.Name

@JvmInline
value class Age(val years: Int)

data class Address(val street: String, val city: String = "Bath", val floor: Int? = null, val doors: Int = 1)

data class Person(val name: Name, val nickname: Name?, val tags: Set<String> = setOf())

data class Single(val only: String)

data class Flags(val isOpen: Boolean, val count: Int) {

	val label: String get() = "computed"

}

sealed interface Payment

data class Cash(val amount: BigDecimal) : Payment

data class Card(val number: String, val refunds: List<Payment>) : Payment

data object Voucher : Payment

object Waived : Payment

/** Has an event for each type of attribute. */
class Attributes @Event("Begun") constructor() : Aggregate() {

	@Event("Moved")
	fun move(address: Address) {
	}

	@Event("Met")
	fun meet(people: List<Person>) {
	}

	@Event("Wrapped")
	fun wrap(single: Single, flags: Flags) {
	}

	@Event("Paid")
	fun pay(payments: List<Payment>) {
	}

	@Event("TrickAdded")
	fun addTrick(trick: String, teacher: Name?, note: String?) {
	}

}
