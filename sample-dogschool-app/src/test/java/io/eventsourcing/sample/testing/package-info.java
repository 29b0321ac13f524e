/** The examples of the page on testing. */
@NullMarked
package io.eventsourcing.sample.testing;

import org.jspecify.annotations.NullMarked;
