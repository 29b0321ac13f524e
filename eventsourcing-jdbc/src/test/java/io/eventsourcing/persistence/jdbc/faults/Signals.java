package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes. */
final class Signals {

	private Signals() {
	}

	/**
	 * @param signal such as STOP, which pauses a process, or CONT, which lets it go on
	 */
	static void send(String signal, long pid) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
