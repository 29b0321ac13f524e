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

	LogLines(Class<?> source) {
		this(source.getName());
	}

	/**
	 * @param source the name of a class
	 */
	LogLines(String source) {
		this.logger = Logger.getLogger(source);
		this.logger.addHandler(this);
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
