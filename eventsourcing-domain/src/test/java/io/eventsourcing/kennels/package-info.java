/**
 * Another part of the business, which also has dogs.
 */
@NullMarked
package io.eventsourcing.kennels;

import org.jspecify.annotations.NullMarked;
