/**
 * The dog school of the tutorial: an event-sourced application with a REST interface.
 */
@NullMarked
package io.eventsourcing.sample.dogschool;

import org.jspecify.annotations.NullMarked;
