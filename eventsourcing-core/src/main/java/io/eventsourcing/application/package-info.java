/**
 * Applications: what users of the domain model command and query, and the repository and
 * log behind them.
 */
@NullMarked
package io.eventsourcing.application;

import org.jspecify.annotations.NullMarked;
