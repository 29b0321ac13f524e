/**
 * The store on H2 and PostgreSQL: {@link io.eventsourcing.persistence.jdbc.JdbcRecorder}
 * and its builder.
 * <p>
 * Behind it are six rooms: {@code append} (group commit), {@code sql}, {@code lock},
 * {@code notify}, {@code schema} and {@code transaction}. Applications use this package
 * and {@link io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema}; the types of
 * the rooms are public for technical reasons only.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
