package io.eventsourcing.remote.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventsourcing.log.Section;
import io.eventsourcing.remote.LogItem;
import io.eventsourcing.remote.LogSection;

/** Checks the ids of sections, and limits their size. */
final class SectionSize {

	private static final Pattern ID = Pattern.compile("(\\d{1,18}),(\\d{1,18})");

	private SectionSize() {
	}

	/**
	 * @throws MalformedRequestException if the text is not the id of a section
	 */
	static void requireId(String text) {
		Matcher matcher = ID.matcher(text);
		if (!matcher.matches() || Long.parseLong(matcher.group(1)) < 1
				|| Long.parseLong(matcher.group(2)) < Long.parseLong(matcher.group(1))) {
			throw new MalformedRequestException(
					"'%s' is not a section of the log: it must be two ids, the first at least 1 and the second not below it, such as '1,10'"
						.formatted(text));
		}
	}

	/**
	 * Returns the section, or its first notifications if it is too large. Such a part is
	 * a full section: it never changes, and the next section begins after it.
	 * @param id the id with which the section was selected
	 */
	static LogSection limit(Section section, String id, LogLimits limits) {
		List<LogItem> items = limits.apply(section.items()).stream().map(LogItem::of).toList();
		if (items.size() == section.items().size()) {
			return new LogSection(section.id(), section.nextId(), items);
		}
		String[] ids = id.split(",");
		long size = Math.min(Long.parseLong(ids[1]) - Long.parseLong(ids[0]) + 1, limits.items());
		long last = items.get(items.size() - 1).id();
		return new LogSection(items.get(0).id() + "," + last, (last + 1) + "," + (last + size), items);
	}

}
