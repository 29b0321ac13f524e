/**
 * Auto-configuration of the logs of other applications, which are read over HTTP.
 */
@NullMarked
package io.eventsourcing.autoconfigure.upstream;

import org.jspecify.annotations.NullMarked;
