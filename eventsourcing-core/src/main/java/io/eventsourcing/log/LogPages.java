package io.eventsourcing.log;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.eventsourcing.log.LogReader.Page;
import io.eventsourcing.persistence.recorder.Notification;

/**
 * The {@link NotificationPages} of a {@link LogReader}.
 * <p>
 * The end of the log that is kept in memory is only updated while a subscription waits.
 * If none is waiting, for example because the thread of the only subscription is
 * processing events, new events could be missing there for a long time. Before returning
 * an empty page, the reader therefore lets {@link NewEvents} update the end of the log if
 * that is due.
 */
final class LogPages implements NotificationPages {

	private final LogReader reader;

	private final NewEvents newEvents;

	private final BooleanSupplier closed;

	/**
	 * @param closed returns whether the log has been stopped
	 */
	LogPages(LogReader reader, NewEvents newEvents, BooleanSupplier closed) {
		this.reader = reader;
		this.newEvents = newEvents;
		this.closed = closed;
	}

	@Override
	public List<Notification> next() {
		if (this.closed.getAsBoolean()) {
			return List.of();
		}
		try {
			Page page = this.reader.nextWindow();
			if (page.items().isEmpty() && this.reader.followsTail()) {
				Page passed = this.reader.nextIfPassed();
				if (passed != null) {
					return passed.items();
				}
				if (this.newEvents.readIfDue(this.reader::readTail)) {
					page = this.reader.nextWindow();
				}
			}
			return page.items();
		}
		catch (RuntimeException ex) {
			// When an application shuts down, its database may be closed first
			if (!this.closed.getAsBoolean()) {
				throw ex;
			}
			return List.of();
		}
	}

	@Override
	public long position() {
		return this.reader.end();
	}

	@Override
	public void continueAfter(long id) {
		this.reader.continueAfter(id);
	}

}
