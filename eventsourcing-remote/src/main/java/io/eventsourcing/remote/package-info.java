/**
 * The format in which a notification log is read over HTTP, which the server and the
 * client share.
 */
@NullMarked
package io.eventsourcing.remote;

import org.jspecify.annotations.NullMarked;
