/**
 * What Spring Boot Actuator shows of the event store among the info of an application.
 * Spring Boot Actuator may be absent.
 */
@NullMarked
package io.eventsourcing.autoconfigure.actuate.info;

import org.jspecify.annotations.NullMarked;
