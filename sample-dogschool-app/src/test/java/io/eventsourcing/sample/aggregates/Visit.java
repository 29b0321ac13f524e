package io.eventsourcing.sample.aggregates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventTime;
import org.jspecify.annotations.Nullable;

public class Visit extends Aggregate {

	private final List<String> treatments = new ArrayList<>();

	private String changedBy;

	@Event("Opened")
	public Visit(UUID id, String user, @EventTime @Nullable Instant at) {
		super(id, at);
	}

	@Event("TreatmentAdded")
	public void addTreatment(String treatment, String user, @EventTime @Nullable Instant at) {
		this.treatments.add(treatment);
	}

	@Apply
	private void changed(DomainEvent event) {
		this.changedBy = (String) ((EventArguments) event.payload()).get("user");
	}

	public List<String> treatments() {
		return List.copyOf(this.treatments);
	}

	public String changedBy() {
		return this.changedBy;
	}

}
