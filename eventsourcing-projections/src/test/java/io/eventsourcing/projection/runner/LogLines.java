package io.eventsourcing.projection.runner;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what a class logs, until it is closed. */
final class LogLines extends Handler implements AutoCloseable {

	private final Logger logger;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private LogLines(Logger logger) {
		this.logger = logger;
	}

	static LogLines of(Class<?> type) {
		LogLines lines = new LogLines(Logger.getLogger(type.getName()));
		lines.logger.addHandler(lines);
		return lines;
	}

	List<String> lines() {
		return this.lines;
	}

	@Override
	public void publish(LogRecord record) {
		this.lines.add(record.getMessage());
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
	}

}
