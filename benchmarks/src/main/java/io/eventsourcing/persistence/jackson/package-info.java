/** Access to the settings of the stored JSON, for comparisons. */
@NullMarked
package io.eventsourcing.persistence.jackson;

import org.jspecify.annotations.NullMarked;
