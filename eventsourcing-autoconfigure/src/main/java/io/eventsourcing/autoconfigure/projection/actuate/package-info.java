/**
 * Auto-configuration of what Spring Boot Actuator shows of projections, and of what it
 * does with them. Spring Boot Actuator may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.projection.actuate;

import org.jspecify.annotations.NullMarked;
