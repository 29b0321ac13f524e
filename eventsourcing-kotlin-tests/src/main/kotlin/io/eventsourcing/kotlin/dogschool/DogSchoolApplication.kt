package io.eventsourcing.kotlin.dogschool

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication

@SpringBootApplication
class DogSchoolApplication

fun main(args: Array<String>) {
	runApplication<DogSchoolApplication>(*args)
}
