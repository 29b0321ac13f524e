/**
 * Messages at start-up: the failure analyzers that explain what went wrong, and the
 * details of the start-up report. The package does not depend on the other packages of
 * the auto-configuration.
 */
@NullMarked
package io.eventsourcing.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
