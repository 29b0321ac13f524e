/**
 * Aggregates and their events. Users work with {@link io.eventsourcing.domain.Aggregate
 * Aggregate}, {@link io.eventsourcing.domain.Event @Event} and
 * {@link io.eventsourcing.domain.Apply @Apply}; {@code ClassReader} reads a class by
 * reflection into a {@code ClassModel}, {@code Lifecycle} runs the events, and
 * {@code MemberRules} defines what is allowed. The package depends only on {@code java.*}
 * and an id library. Types with {@link io.eventsourcing.domain.Internal @Internal} are
 * for other packages of this library only.
 */
@NullMarked
package io.eventsourcing.domain;

import org.jspecify.annotations.NullMarked;
