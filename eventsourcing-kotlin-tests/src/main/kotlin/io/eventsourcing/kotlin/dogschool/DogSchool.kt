package io.eventsourcing.kotlin.dogschool

import java.util.UUID

import io.eventsourcing.application.Application
import org.springframework.stereotype.Service
import org.springframework.transaction.annotation.Transactional

@Service
class DogSchool : Application() {

	fun registerDog(name: String, home: Home? = null): UUID {
		val dog = Dog(Name(name), home)
		save(dog)
		return dog.id()
	}

	@Transactional
	fun registerDogs(names: List<String>): List<UUID> = names.map { registerDog(it) }

	fun addTrick(dogId: UUID, trick: String) {
		change<Dog>(dogId) { it.addTrick(trick) }
	}

	fun moveDog(dogId: UUID, home: Home?): Home? = repository().changeAndReturn(Dog::class.java, dogId) {
		val previous = it.home
		it.moveTo(home)
		previous
	}

	fun tricks(dogId: UUID): List<String> = repository().get<Dog>(dogId).tricks

}
