/**
 * Test support for all modules: a real PostgreSQL server without Docker, and separate
 * JVMs.
 */
package io.eventsourcing.testsupport;
