package io.eventsourcing.remote;

import java.util.List;

/**
 * A page of the log as it is sent over HTTP.
 *
 * @param items the notifications, in ascending order
 * @param end the id after which to continue; it may be above the last item, because the
 * events in between have other topics
 * @param head the last id of the log when the page was read
 */
public record LogPage(List<LogItem> items, long end, long head) {
}
