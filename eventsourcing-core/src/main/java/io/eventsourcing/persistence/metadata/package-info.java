/**
 * What is stored with events beyond their attributes.
 */
@NullMarked
package io.eventsourcing.persistence.metadata;

import org.jspecify.annotations.NullMarked;
