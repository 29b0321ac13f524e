/**
 * Makes plain calls of members decorated with {@code @Event} trigger events: at build
 * time as a Byte Buddy plugin, else at load time.
 */
@NullMarked
package io.eventsourcing.enhancer;

import org.jspecify.annotations.NullMarked;
