/**
 * A real PostgreSQL for tests, without Docker.
 */
package io.eventsourcing.testsupport;
