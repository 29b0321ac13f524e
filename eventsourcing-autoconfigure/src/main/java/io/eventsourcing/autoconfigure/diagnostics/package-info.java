/**
 * The failure analyzers that explain what can go wrong at start-up. The package does not
 * depend on the other packages of the auto-configuration.
 */
@NullMarked
package io.eventsourcing.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
