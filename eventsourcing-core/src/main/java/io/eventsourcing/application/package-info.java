/**
 * Applications, which are the objects that the rest of a program sends commands and
 * queries to, and the repository that they use.
 */
@NullMarked
package io.eventsourcing.application;

import org.jspecify.annotations.NullMarked;
