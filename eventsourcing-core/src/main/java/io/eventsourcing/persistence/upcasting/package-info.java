/**
 * Finds the upcasting steps of aggregate classes, checks them, and applies them to stored
 * events.
 */
@NullMarked
package io.eventsourcing.persistence.upcasting;

import org.jspecify.annotations.NullMarked;
