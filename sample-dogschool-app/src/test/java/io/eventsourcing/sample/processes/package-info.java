/**
 * The examples of docs/processes.md.
 */
package io.eventsourcing.sample.processes;
