/** An application that the slice cuts out of its context. */
package io.eventsourcing.test.autoconfigure.dogs;
