/**
 * How scenarios encode events, find those that were saved, compare states, and show both
 * in messages. For use by {@code io.eventsourcing.test} only.
 */
@NullMarked
package io.eventsourcing.test.support;

import org.jspecify.annotations.NullMarked;
