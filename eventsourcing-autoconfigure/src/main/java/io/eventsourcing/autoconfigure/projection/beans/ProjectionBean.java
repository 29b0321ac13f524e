package io.eventsourcing.autoconfigure.projection.beans;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.binding.ProjectionNames;
import org.jspecify.annotations.Nullable;

/**
 * A bean that is a projection.
 *
 * @param annotation the annotation of its class
 * @param beanName the name of the bean
 * @param type the name of its class, for messages
 * @param follows the name of the log of another application that it follows, or null
 */
@Internal
public record ProjectionBean(Projection annotation, String beanName, String type, @Nullable String follows) {

	/** The prefix that Spring gives to the names of beans behind scoped proxies. */
	private static final String SCOPED_TARGET = "scopedTarget.";

	/** Returns the name of the projection. */
	public String name() {
		return ProjectionNames.of(this.annotation);
	}

	/** Returns a description for messages. */
	@Override
	public String toString() {
		return "'%s' (%s)".formatted(this.beanName.replace(SCOPED_TARGET, ""), this.type);
	}

}
