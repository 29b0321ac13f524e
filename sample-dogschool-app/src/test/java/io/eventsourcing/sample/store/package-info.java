/** The example of a store in docs/testing-the-store.md. */
package io.eventsourcing.sample.store;
