/**
 * Process applications: applications that react to events by saving other events.
 * <p>
 * A {@link io.eventsourcing.process.ProcessApplication} handles each event exactly once:
 * the events that it saves are committed together with its position in the log. In a
 * Spring context, process applications that are beans are run by the library; elsewhere,
 * an {@link io.eventsourcing.process.ApplicationSystem} runs them.
 */
@NullMarked
package io.eventsourcing.process;

import org.jspecify.annotations.NullMarked;
