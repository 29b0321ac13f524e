/** Tests on a PostgreSQL server that runs without a container. */
@NullMarked
package io.eventsourcing.test.postgres;

import org.jspecify.annotations.NullMarked;
