package io.eventsourcing.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes. */
public final class Signals {

	private Signals() {
	}

	/**
	 * Sends a signal.
	 * @param signal such as STOP, which pauses a process, or CONT, which lets it go on
	 * @return false if there is no such process
	 */
	public static boolean send(String signal, long pid) {
		try {
			return new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
