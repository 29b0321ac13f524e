package io.eventsourcing.kotlin.shapes

import io.eventsourcing.domain.Aggregate
import io.eventsourcing.domain.Event
import io.eventsourcing.upcasting.EventData
import io.eventsourcing.upcasting.Upcast

/** Its upcasting step is not static, because `@JvmStatic` is missing. */
class Renamed @Event("Created") constructor(val name: String) : Aggregate() {

	companion object {

		@Upcast(event = "Created", from = 1)
		fun rename(event: EventData) {
			event.rename("title", "name")
		}

	}

}
