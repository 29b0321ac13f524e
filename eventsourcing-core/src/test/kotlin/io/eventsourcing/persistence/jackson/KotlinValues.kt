package io.eventsourcing.persistence.jackson

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import java.math.BigDecimal

data class KotlinAddress(val street: String, val city: String = "Bath", val floor: Int? = null, val doors: Int = 1)

@JvmInline
value class KotlinName(val value: String)

data class KotlinPerson(val name: KotlinName, val nick: KotlinName?, val tags: Set<String> = setOf())

data class KotlinSingle(val only: String)

data class KotlinSecret(val isOpen: Boolean, val count: Int) {
	val label: String get() = "computed"
}

sealed interface KotlinPayment

data class KotlinCash(val amount: BigDecimal) : KotlinPayment

data class KotlinCard(val number: String, val refunds: List<KotlinPayment>) : KotlinPayment

class KotlinDog @Event("Registered") constructor(val name: KotlinName, val home: KotlinAddress, val age: Int) : Aggregate() {

	private val tricks = mutableListOf<String>()

	@Event("TrickAdded")
	fun addTrick(trick: String, teacher: KotlinName?, note: String?) {
		this.tricks.add(trick)
	}

}

object KotlinSamples {

	@JvmStatic
	fun dog(): KotlinDog {
		val dog = KotlinDog(KotlinName("Fido"), KotlinAddress("High Street"), 3)
		dog.addTrick("sit", KotlinName("Ann"), null)
		return dog
	}

	@JvmStatic
	fun person(): KotlinPerson = KotlinPerson(KotlinName("Ann"), null, linkedSetOf("q", "b", "a"))

	@JvmStatic
	fun named(): KotlinPerson = KotlinPerson(KotlinName("Ann"), KotlinName("A"))

}
