/**
 * What an application declares to bring events of older versions up to date when they are
 * read: the steps, and the data that they change.
 */
@NullMarked
package io.eventsourcing.upcasting;

import org.jspecify.annotations.NullMarked;
