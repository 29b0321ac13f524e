package io.eventsourcing.remote;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A section of the log as it is sent over HTTP.
 *
 * @param id the ids of the first and the last item, such as {@code 1,10}; null if there
 * are no items
 * @param nextId the id of the next section; null if this section is not full yet
 * @param items the notifications, in ascending order
 */
public record LogSection(@Nullable String id, @Nullable String nextId, List<LogItem> items) {
}
