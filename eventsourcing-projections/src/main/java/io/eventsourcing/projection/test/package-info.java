/**
 * Support for tests of projections without threads, stored positions and, if the
 * projection needs none, without a database.
 */
@NullMarked
package io.eventsourcing.projection.test;

import org.jspecify.annotations.NullMarked;
