package io.eventsourcing.sample.versions;

import java.util.Map;

import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;

import org.springframework.stereotype.Component;

@Component
class CityNames implements Upcaster {

	private static final Map<String, String> NAMES = Map.of("BTH", "Bath", "YRK", "York");

	@Override
	public String event() {
		return "Dog.Moved";
	}

	@Override
	public int from() {
		return 1;
	}

	@Override
	public Upcasted upcast(EventData event) {
		String city = event.text("city");
		return Upcasted.same(event.set("city", NAMES.getOrDefault(city, city)));
	}

}
