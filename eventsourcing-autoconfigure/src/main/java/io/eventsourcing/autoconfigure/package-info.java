/**
 * Auto-configuration of the event store and of the applications that use it.
 */
@NullMarked
package io.eventsourcing.autoconfigure;

import org.jspecify.annotations.NullMarked;
