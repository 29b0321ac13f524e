@NullMarked
package io.eventsourcing.persistence.jdbc.catalog;

import org.jspecify.annotations.NullMarked;
