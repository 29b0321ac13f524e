package io.eventsourcing.kotlin.dogschool

@JvmInline
value class Name(val text: String) {

	init {
		require(text.isNotBlank()) { "A name is not blank" }
	}

}

data class Home(val street: String, val city: String = "Bath")

enum class Size { SMALL, LARGE }

sealed interface Meal {

	data class Bone(val grams: Int) : Meal

	data object Water : Meal

}
