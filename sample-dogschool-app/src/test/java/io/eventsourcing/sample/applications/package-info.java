/**
 * The examples of the pages on applications, on the event store, on stored JSON and on
 * native images.
 */
package io.eventsourcing.sample.applications;
