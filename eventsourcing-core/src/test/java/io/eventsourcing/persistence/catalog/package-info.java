@NullMarked
package io.eventsourcing.persistence.catalog;

import org.jspecify.annotations.NullMarked;
