@NullMarked
package io.eventsourcing.persistence.catalog.scanned;

import org.jspecify.annotations.NullMarked;
