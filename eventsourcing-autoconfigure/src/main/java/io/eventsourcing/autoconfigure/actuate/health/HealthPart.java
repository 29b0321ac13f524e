package io.eventsourcing.autoconfigure.actuate.health;

import io.eventsourcing.domain.Internal;

import org.springframework.boot.health.contributor.HealthContributor;

/**
 * A part of the health of the event store that another package contributes. It is not
 * itself a {@link HealthContributor}, which would be shown at the top level.
 *
 * @param name the name of the part
 * @param contributor the part
 */
@Internal
public record HealthPart(String name, HealthContributor contributor) {
}
