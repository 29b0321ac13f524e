/**
 * Annotations for tests with JUnit, which control the times and ids of events in the
 * thread of a test.
 */
@NullMarked
package io.eventsourcing.test.junit;

import org.jspecify.annotations.NullMarked;
