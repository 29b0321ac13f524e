/**
 * The store on H2 and PostgreSQL: {@link io.eventsourcing.persistence.jdbc.JdbcRecorder}
 * and its builder.
 * <p>
 * Behind it are the packages: {@code append} (group commit), {@code sql}, {@code lock},
 * {@code notify}, {@code tracking}, {@code catalog}, {@code schema} and
 * {@code transaction}. Applications use this package,
 * {@link io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema} and the recorders
 * of {@link io.eventsourcing.persistence.jdbc.tracking} and
 * {@link io.eventsourcing.persistence.jdbc.catalog}; the other types of these packages
 * are public for technical reasons only.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
