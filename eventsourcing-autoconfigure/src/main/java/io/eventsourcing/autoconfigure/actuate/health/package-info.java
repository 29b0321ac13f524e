/**
 * The health of the event store, to which other packages contribute parts. Spring Boot
 * Actuator may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.actuate.health;

import org.jspecify.annotations.NullMarked;
