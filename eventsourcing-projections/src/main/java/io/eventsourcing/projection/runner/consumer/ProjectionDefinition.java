package io.eventsourcing.projection.runner.consumer;

import java.util.Objects;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.binding.ProjectionNames;

/**
 * What is stored about a projection when it is first deployed. Immutable.
 *
 * @param name the name under which its positions are stored
 * @param version its version
 * @param partitions the number of its partitions
 * @param from the event at which it starts
 * @param upstream the name of the log that it follows
 */
public record ProjectionDefinition(String name, int version, int partitions, Start from, String upstream) {

	/**
	 * @throws ProjectionDefinitionException if the version or the number of partitions is
	 * not positive
	 */
	public ProjectionDefinition {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(from, "from");
		Objects.requireNonNull(upstream, "upstream");
		requirePositive(name, "version", version);
		requirePositive(name, "number of partitions", partitions);
	}

	private static void requirePositive(String name, String property, int value) {
		if (value < 1) {
			throw new ProjectionDefinitionException(
					"The %s of the projection '%s' is %d.".formatted(property, name, value), "Make it at least 1.");
		}
	}

	/**
	 * Returns the definition of version 1 of a projection that starts with the first
	 * event and has one partition.
	 */
	public static ProjectionDefinition named(String name) {
		return new ProjectionDefinition(name, 1, 1, Start.BEGINNING, ConsumerId.OWN_LOG);
	}

	/** Returns the definition that an annotation contains. */
	public static ProjectionDefinition of(Projection annotation) {
		return new ProjectionDefinition(ProjectionNames.of(annotation), annotation.version(), annotation.partitions(),
				annotation.from(), ConsumerId.OWN_LOG);
	}

	/** Returns the definition of another version. */
	public ProjectionDefinition version(int value) {
		return new ProjectionDefinition(this.name, value, this.partitions, this.from, this.upstream);
	}

	/** Returns this definition with another number of partitions. */
	public ProjectionDefinition partitions(int value) {
		return new ProjectionDefinition(this.name, this.version, value, this.from, this.upstream);
	}

	/** Returns this definition with another start. */
	public ProjectionDefinition from(Start value) {
		return new ProjectionDefinition(this.name, this.version, this.partitions, value, this.upstream);
	}

	/** Returns this definition for a projection that follows another log. */
	public ProjectionDefinition follows(String log) {
		return new ProjectionDefinition(this.name, this.version, this.partitions, this.from, log);
	}

	/** Returns the id of the first partition. */
	public ConsumerId id() {
		return new ConsumerId(this.name, this.version, this.upstream, 0);
	}

}
