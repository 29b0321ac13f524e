/** An application that follows the log of the dog school over HTTP. */
@org.jspecify.annotations.NullMarked
package io.eventsourcing.sample.projections.remote;
