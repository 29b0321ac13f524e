/**
 * The examples in the documentation, outside the packages that the sample scans.
 */
package io.eventsourcing.sample.examples;
