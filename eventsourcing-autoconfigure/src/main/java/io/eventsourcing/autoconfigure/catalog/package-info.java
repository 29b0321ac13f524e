/**
 * Checks when an application starts, and while it runs, whether it can read all events
 * that are stored.
 */
@NullMarked
package io.eventsourcing.autoconfigure.catalog;

import org.jspecify.annotations.NullMarked;
