/**
 * The aggregate classes of an application: how they are found, and what a native image
 * has to know about them.
 */
@NullMarked
package io.eventsourcing.autoconfigure.aggregate;

import org.jspecify.annotations.NullMarked;
