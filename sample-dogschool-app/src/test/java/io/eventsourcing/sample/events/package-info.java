/**
 * The events in the reference that outlive their classes, outside the packages that the
 * sample scans.
 */
package io.eventsourcing.sample.events;
