/**
 * What the endpoint, health, meters and observations have in common. For use by the
 * auto-configuration only.
 */
@NullMarked
package io.eventsourcing.autoconfigure.support;

import org.jspecify.annotations.NullMarked;
