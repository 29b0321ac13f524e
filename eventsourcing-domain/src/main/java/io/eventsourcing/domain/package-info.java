/**
 * Aggregates and their events. {@link io.eventsourcing.domain.Aggregate Aggregate},
 * {@link io.eventsourcing.domain.Event @Event} and
 * {@link io.eventsourcing.domain.Apply @Apply} are what users write; {@code ClassReader}
 * reads a class by reflection into a {@code ClassModel}, {@code Lifecycle} runs its
 * events, and {@code MemberRules} says what is allowed. The package depends on nothing
 * but {@code java.*} and an id library. Types with
 * {@link io.eventsourcing.domain.Internal @Internal} are for other packages of this
 * library only.
 */
@NullMarked
package io.eventsourcing.domain;

import org.jspecify.annotations.NullMarked;
