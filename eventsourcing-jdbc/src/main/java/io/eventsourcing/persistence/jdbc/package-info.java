/**
 * The recorder for H2 and PostgreSQL and the schema that it needs.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
