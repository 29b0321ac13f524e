/**
 * The types with which an application declares how events of older versions are brought
 * up to date when they are read: the steps, and the data that they change.
 */
@NullMarked
package io.eventsourcing.upcasting;

import org.jspecify.annotations.NullMarked;
