/**
 * The dog school of the tutorial: an application layer of events, with a REST interface.
 */
@NullMarked
package io.eventsourcing.sample.dogschool;

import org.jspecify.annotations.NullMarked;
