/**
 * Tests with Spring Boot: the slice with the event store, and the reset of the store
 * before each test.
 */
@NullMarked
package io.eventsourcing.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
