/**
 * What can go wrong at start-up, and the failure analyzers that explain it. It knows
 * nothing of the other packages of the auto-configuration.
 */
@NullMarked
package io.eventsourcing.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
