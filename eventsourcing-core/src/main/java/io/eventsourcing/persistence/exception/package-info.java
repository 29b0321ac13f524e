/**
 * The errors of event stores, most of which applications may handle.
 */
@NullMarked
package io.eventsourcing.persistence.exception;

import org.jspecify.annotations.NullMarked;
