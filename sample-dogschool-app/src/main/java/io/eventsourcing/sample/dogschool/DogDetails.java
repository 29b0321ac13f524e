package io.eventsourcing.sample.dogschool;

import java.util.List;

public record DogDetails(String name, List<String> tricks) {
}
