/**
 * The server of a remote log: a controller of Spring MVC.
 * <p>
 * The entry point is {@link io.eventsourcing.remote.server.RemoteLogController}.
 */
@NullMarked
package io.eventsourcing.remote.server;

import org.jspecify.annotations.NullMarked;
