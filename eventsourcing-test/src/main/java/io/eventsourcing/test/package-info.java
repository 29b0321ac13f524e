/**
 * Tests of aggregates, applications and projections in the style "given, when, then",
 * without Spring Boot and, unless a test chooses one, without a database.
 */
@NullMarked
package io.eventsourcing.test;

import org.jspecify.annotations.NullMarked;
