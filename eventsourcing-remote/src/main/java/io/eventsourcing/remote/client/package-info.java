/**
 * The client of a remote log, which is followed like any other log.
 * <p>
 * The entry point is {@link io.eventsourcing.remote.client.RemoteRecorder}.
 */
@NullMarked
package io.eventsourcing.remote.client;

import org.jspecify.annotations.NullMarked;
