/**
 * What tests of every module need: a real PostgreSQL without Docker, and JVMs of their
 * own.
 */
package io.eventsourcing.testsupport;
