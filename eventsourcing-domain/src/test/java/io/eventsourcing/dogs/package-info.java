/**
 * The aggregate of the tutorial, written in each of the styles, as users would: in a
 * package of its own.
 */
@NullMarked
package io.eventsourcing.dogs;

import org.jspecify.annotations.NullMarked;
