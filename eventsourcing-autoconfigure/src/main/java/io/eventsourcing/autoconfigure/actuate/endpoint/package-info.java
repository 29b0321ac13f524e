/**
 * The Actuator endpoint of the event store, and what it shows of projections and does
 * with them, by means of a {@code ProjectionOperator}. Spring Boot Actuator may be
 * absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.actuate.endpoint;

import org.jspecify.annotations.NullMarked;
