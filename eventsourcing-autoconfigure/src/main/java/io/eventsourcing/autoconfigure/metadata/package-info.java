/**
 * Auto-configuration of the metadata that is stored with events: entries of the logging
 * context, the current trace, and the name of the user.
 */
@NullMarked
package io.eventsourcing.autoconfigure.metadata;

import org.jspecify.annotations.NullMarked;
