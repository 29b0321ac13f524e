/**
 * Makes plain calls of members decorated with {@code @Event} trigger events: at build
 * time as a Byte Buddy plugin ({@code AggregateEnhancer}), otherwise at load time by an
 * agent ({@code LoadTimeEnhancer}). No other package depends on this one except the Maven
 * plugin; Byte Buddy's build plugins and {@link java.util.ServiceLoader} find it. It
 * needs Byte Buddy, which is optional.
 */
@NullMarked
package io.eventsourcing.enhancer;

import org.jspecify.annotations.NullMarked;
