/**
 * The projections on the page about bulk writes.
 */
package io.eventsourcing.sample.projections.batch;
