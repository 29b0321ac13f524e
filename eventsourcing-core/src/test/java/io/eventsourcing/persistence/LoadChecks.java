package io.eventsourcing.persistence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares what became of saves with what is stored. */
public final class LoadChecks {

	private LoadChecks() {
	}

	/** Returns the log, which the load is all that has written to. */
	public static List<Notification> check(ApplicationRecorder recorder, Load load) {
		List<Notification> log = Events.log(recorder);
		checkLog(recorder, log);
		Map<Long, Notification> expected = new HashMap<>(load.stored());
		Set<StoredEvent> present = new HashSet<>(log.stream().map(Notification::event).toList());
		Set<StoredEvent> unknownButStored = new HashSet<>();
		for (List<StoredEvent> save : load.unknown()) {
			boolean stored = Events.areStored(recorder, save);
			assertThat(save).allMatch((event) -> present.contains(event) == stored);
			if (stored) {
				unknownButStored.addAll(save);
			}
		}
		log.stream()
			.filter((each) -> unknownButStored.contains(each.event()))
			.forEach((each) -> assertThat(expected.put(each.id(), each)).isNull());
		assertThat(log).hasSameSizeAs(expected.keySet()).allMatch((each) -> each.equals(expected.get(each.id())));
		return log;
	}

	/** What is true of every log of loads. */
	public static void checkLog(ApplicationRecorder recorder, List<Notification> log) {
		assertThat(log).isNotEmpty();
		long last = 0;
		for (Notification notification : log) {
			assertThat(notification.id()).isGreaterThan(last);
			last = notification.id();
		}
		checkThatSavesAreWhole(log);
		Map<UUID, List<StoredEvent>> streams = log.stream()
			.map(Notification::event)
			.collect(Collectors.groupingBy(StoredEvent::originatorId));
		streams.forEach((dog, stream) -> assertThat(Events.stream(recorder, dog)).isEqualTo(stream));
	}

	private static void checkThatSavesAreWhole(List<Notification> log) {
		int next = 0;
		while (next < log.size()) {
			Notification first = log.get(next);
			int size = Events.sizeOfSave(first.event());
			for (int i = 0; i < size; i++) {
				assertThat(log.get(next + i).id()).isEqualTo(first.id() + i);
				assertThat(log.get(next + i).event().metadata()).isEqualTo(first.event().metadata());
			}
			next += size;
		}
	}

}
