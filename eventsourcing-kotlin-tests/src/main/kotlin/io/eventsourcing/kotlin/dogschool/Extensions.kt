package io.eventsourcing.kotlin.dogschool

import java.util.UUID

import io.eventsourcing.application.Application
import io.eventsourcing.application.Repository
import io.eventsourcing.domain.Aggregate

inline fun <reified A : Aggregate> Repository.get(id: UUID): A = get(A::class.java, id)

inline fun <reified A : Aggregate> Application.change(id: UUID, noinline change: (A) -> Unit): A =
	change(A::class.java, id, change)
