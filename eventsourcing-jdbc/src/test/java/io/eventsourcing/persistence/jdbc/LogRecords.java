package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** What a class logs, from the moment that this is opened, instead of the console. */
public final class LogRecords extends Handler implements AutoCloseable {

	private final List<LogRecord> records = new CopyOnWriteArrayList<>();

	private final Logger logger;

	private final Level levelBefore;

	private LogRecords(Logger logger) {
		this.logger = logger;
		this.levelBefore = logger.getLevel();
	}

	/**
	 * @param category the name of a class or package
	 */
	public static LogRecords of(String category, Level level) {
		LogRecords records = new LogRecords(Logger.getLogger(category));
		records.logger.setLevel(level);
		records.logger.setUseParentHandlers(false);
		records.logger.addHandler(records);
		return records;
	}

	/** The messages of a level, without what is thrown. */
	public List<String> messages(Level level) {
		return this.records.stream()
			.filter((record) -> record.getLevel().equals(level))
			.map((record) -> new SimpleFormatter().formatMessage(record))
			.toList();
	}

	/** All messages and stack traces. */
	public String all() {
		SimpleFormatter formatter = new SimpleFormatter();
		return this.records.stream().map(formatter::format).collect(Collectors.joining());
	}

	/** Whether a record of the level has a stack trace. */
	public boolean hasStackTrace(Level level) {
		return this.records.stream()
			.anyMatch((record) -> record.getLevel().equals(level) && record.getThrown() != null);
	}

	@Override
	public void publish(LogRecord record) {
		this.records.add(record);
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setUseParentHandlers(true);
		this.logger.setLevel(this.levelBefore);
	}

}
