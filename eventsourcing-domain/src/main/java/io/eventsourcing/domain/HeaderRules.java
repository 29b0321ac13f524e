package io.eventsourcing.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The rules for parameters and components with {@link AggregateId} or {@link EventTime}.
 */
final class HeaderRules {

	private HeaderRules() {
	}

	static @Nullable String problem(MemberDescription member) {
		if (member.apply() != null && member.parameters().get(0).role() != MemberDescription.Role.ATTRIBUTE) {
			return "%s has @Apply, so its parameter cannot have @AggregateId or @EventTime: annotate a component of the record"
				.formatted(member);
		}
		String problem = problem(member, MemberDescription.Role.AGGREGATE_ID, "@AggregateId", UUID.class);
		return (problem != null) ? problem
				: problem(member, MemberDescription.Role.EVENT_TIME, "@EventTime", Instant.class);
	}

	private static @Nullable String problem(MemberDescription member, MemberDescription.Role role, String annotation,
			Class<?> type) {
		List<MemberDescription.Component> annotated = member.values(List.of())
			.stream()
			.filter((value) -> value.role() == role)
			.toList();
		if (annotated.size() > 1) {
			return "%s has %d values with %s, but an event has only one: remove the annotation from all others"
				.formatted(member, annotated.size(), annotation);
		}
		return annotated.stream()
			.filter((value) -> !value.type().equals(type.getName()))
			.map((value) -> "%s has a value with %s that is a %s: it must be a %s".formatted(member, annotation,
					value.type(), type.getName()))
			.findFirst()
			.orElse(null);
	}

}
