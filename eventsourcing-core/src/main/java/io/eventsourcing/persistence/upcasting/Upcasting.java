package io.eventsourcing.persistence.upcasting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcasted;
import org.jspecify.annotations.Nullable;

/**
 * All upcasting steps of one aggregate class. Immutable.
 */
public final class Upcasting {

	private static final int MAX_STEPS = 100;

	private final Map<String, UpcasterChain> chains = new TreeMap<>();

	private Upcasting(Class<? extends Aggregate> type, List<UpcastStep> steps) {
		Set<String> events = EventType.of(type).stream().map(EventType::name).collect(Collectors.toSet());
		Map<String, List<UpcastStep>> byEvent = steps.stream()
			.sorted(Comparator.comparingInt(UpcastStep::from))
			.collect(Collectors.groupingBy(UpcastStep::event));
		byEvent.forEach((event, ofEvent) -> {
			requireConsecutive(ofEvent);
			this.chains.put(event, new UpcasterChain(event, List.copyOf(ofEvent)));
		});
		this.chains.forEach((event, chain) -> requireKnownNames(type, events, event, chain));
	}

	/**
	 * Returns the steps that an aggregate class declares, together with those of beans.
	 * @throws UpcastingDefinitionException if a step is declared incorrectly
	 */
	public static Upcasting of(Class<? extends Aggregate> type, Collection<UpcastStep> beans) {
		List<UpcastStep> steps = new ArrayList<>(DeclaredSteps.of(type));
		steps.addAll(beans);
		return new Upcasting(type, steps);
	}

	private static void requireConsecutive(List<UpcastStep> steps) {
		UpcastStep previous = null;
		for (UpcastStep step : steps) {
			if (step.from() < 1) {
				throw new UpcastingDefinitionException("%s applies to version %d.".formatted(upper(step), step.from()),
						"The first version of an event is 1.");
			}
			if (previous != null && step.from() == previous.from()) {
				throw new UpcastingDefinitionException(
						"%s and %s apply to the same version.".formatted(upper(previous), step), "Remove one of them.");
			}
			if (previous != null && step.from() != previous.from() + 1) {
				throw new UpcastingDefinitionException(
						"No step applies to version %d of the event %s, between %s and %s."
							.formatted(previous.from() + 1, step.event(), previous, step),
						"Add the missing step: the steps of an event have consecutive versions.");
			}
			previous = step;
		}
	}

	private void requireKnownNames(Class<?> type, Set<String> events, String event, UpcasterChain chain) {
		if (!events.contains(event) && !chain.last().mayReplace()) {
			throw new UpcastingDefinitionException(
					"%s applies to an event that %s does not have.".formatted(upper(chain.last()), type.getName()),
					"Use one of the current names %s, or return an Upcasted if the event was removed."
						.formatted(new TreeSet<>(events)));
		}
		for (UpcastStep step : chain.steps()) {
			for (String name : step.becomes()) {
				if (!events.contains(name) && !this.chains.containsKey(name)) {
					throw new UpcastingDefinitionException(
							"%s declares that the event may become '%s', but %s has no such event."
								.formatted(upper(step), name, type.getName()),
							"Use the current names %s.".formatted(new TreeSet<>(events)));
				}
			}
		}
	}

	private static String upper(UpcastStep step) {
		return "T" + step.toString().substring(1);
	}

	/** Returns the names of all events that have steps, removed events included. */
	public Set<String> events() {
		return this.chains.keySet();
	}

	/** Returns the version in which an event is stored now. */
	public int currentVersion(String event) {
		UpcasterChain chain = this.chains.get(event);
		return (chain != null) ? chain.currentVersion() : 1;
	}

	/** Returns the oldest version of an event that can be read. */
	public int firstVersion(String event) {
		UpcasterChain chain = this.chains.get(event);
		return (chain != null) ? chain.firstVersion() : 1;
	}

	/**
	 * Returns the names of the events that may become the given one, directly or not,
	 * without its own name.
	 */
	public Set<String> sources(String event) {
		Set<String> sources = new TreeSet<>();
		collectSources(event, sources);
		sources.remove(event);
		return sources;
	}

	private void collectSources(String event, Set<String> sources) {
		this.chains.forEach((name, chain) -> {
			if (chain.steps().stream().anyMatch((step) -> step.becomes().contains(event)) && sources.add(name)) {
				collectSources(name, sources);
			}
		});
	}

	/**
	 * Applies the steps to a stored event, and passes the events that it became, in their
	 * current version, to the consumer: none, one or several.
	 * @param event the current name of the event
	 * @param version the stored version
	 * @param data the stored attributes, which the steps change
	 * @param consumer receives the names of the events and their attributes
	 * @throws EventSourcingException if a step is missing or fails, or if the version is
	 * newer than the current one
	 */
	public void upcast(String event, int version, EventData data, BiConsumer<String, EventData> consumer) {
		upcast(event, version, data, new ArrayList<>(), consumer);
	}

	private void upcast(String event, int version, EventData data, List<UpcastStep> applied,
			BiConsumer<String, EventData> consumer) {
		UpcasterChain chain = this.chains.get(event);
		int current = currentVersion(event);
		if (version > current) {
			throw new EventSourcingException(
					"a step has made it version %d of the event %s, whose current version is %d".formatted(version,
							event, current));
		}
		EventData next = data;
		for (int from = version; chain != null && from < current; from++) {
			Upcasted result = apply(chain.step(from), next, applied);
			EventData same = same(result);
			if (same == null) {
				pass(event, from, result, applied, consumer);
				return;
			}
			next = same;
		}
		consumer.accept(event, next);
	}

	private static Upcasted apply(UpcastStep step, EventData data, List<UpcastStep> applied) {
		applied.add(step);
		if (applied.size() > MAX_STEPS) {
			throw new EventSourcingException("more than %d steps apply to it; the last ones are %s".formatted(MAX_STEPS,
					applied.subList(MAX_STEPS - 10, MAX_STEPS)));
		}
		return step.apply(data);
	}

	private static @Nullable EventData same(Upcasted result) {
		List<Upcasted.Part> parts = result.parts();
		return (parts.size() == 1 && parts.get(0).event().isEmpty()) ? parts.get(0).data() : null;
	}

	private void pass(String event, int from, Upcasted result, List<UpcastStep> applied,
			BiConsumer<String, EventData> consumer) {
		for (Upcasted.Part part : result.parts()) {
			// Parts may share data, so each part needs a copy for its own steps to change
			EventData own = part.data().copy();
			List<UpcastStep> path = new ArrayList<>(applied);
			if (part.event().isEmpty()) {
				upcast(event, from + 1, own, path, consumer);
			}
			else {
				upcast(part.event(), part.version(), own, path, consumer);
			}
		}
	}

}
