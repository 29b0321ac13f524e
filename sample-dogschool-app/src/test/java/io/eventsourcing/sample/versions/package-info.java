/** The examples of the page on events that show how their contents change. */
@NullMarked
package io.eventsourcing.sample.versions;

import org.jspecify.annotations.NullMarked;
