/**
 * Auto-configuration of what Spring Boot Actuator shows of the event store: the endpoint,
 * its health and its info. Spring Boot Actuator may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
