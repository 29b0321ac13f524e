/**
 * How values of Java types are stored where Jackson's defaults would lose or change them:
 * values of sealed types, sets, numbers that are too large for their type, values that
 * were stored as another type, and values that cannot be null.
 * <p>
 * {@link io.eventsourcing.persistence.jackson.type.StoredTypesModule} adds this to a
 * mapper of Jackson. Only {@code persistence.jackson} and its package {@code shape} may
 * use this package.
 */
@NullMarked
package io.eventsourcing.persistence.jackson.type;

import org.jspecify.annotations.NullMarked;
