/**
 * The aggregates in the reference, outside the packages that the sample scans.
 */
package io.eventsourcing.sample.aggregates;
