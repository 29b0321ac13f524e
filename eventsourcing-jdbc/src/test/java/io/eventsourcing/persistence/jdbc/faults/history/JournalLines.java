package io.eventsourcing.persistence.jdbc.faults.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The journal of another process, as lines of text: the process writes them, and
 * {@link #replay} reads them. A line that the death of its process has cut off is
 * ignored.
 * <p>
 * Each line is complete before it is written, at once and without a buffer, so that a
 * thread which runs out of memory or stack writes a whole line or none. It begins with a
 * line break, in case others write to the same output and are in the middle of a line.
 */
public final class JournalLines implements Journal {

	private static final String END = ";";

	private final OutputStream output;

	public JournalLines(OutputStream output) {
		this.output = output;
	}

	@Override
	public void begun(String save, List<EventKey> events) {
		write("begun", save, events.stream().map(EventKey::toString).collect(Collectors.joining(",")));
	}

	@Override
	public void stored(String save, long firstId) {
		write("stored", save, Long.toString(firstId));
	}

	@Override
	public void failed(String save, String reason) {
		write("failed", save, reason);
	}

	@Override
	public void unknown(String save, String reason) {
		write("unknown", save, reason);
	}

	@Override
	public void contained(String save) {
		write("contained", save);
	}

	@Override
	public void notContained(String save) {
		write("notContained", save);
	}

	@Override
	public void seen(String follower, LogEntry entry) {
		write("seen", follower, Long.toString(entry.id()), entry.event().toString(), entry.save());
	}

	/** Writes a line of one word that is no entry of the journal. */
	public void say(String word) {
		write(word);
	}

	private void write(String... words) {
		byte[] line = ("\n" + String.join(" ", words) + END + "\n").getBytes(StandardCharsets.US_ASCII);
		synchronized (this.output) {
			try {
				this.output.write(line);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Passes a line on to the journal, unless it is cut off or no entry of a journal.
	 * @return whether it was an entry
	 */
	public static boolean replay(String line, Journal journal) {
		if (!line.endsWith(END)) {
			return false;
		}
		String[] words = line.substring(0, line.length() - END.length()).split(" ");
		switch (words[0]) {
			case "begun" -> journal.begun(words[1], Arrays.stream(words[2].split(",")).map(EventKey::parse).toList());
			case "stored" -> journal.stored(words[1], Long.parseLong(words[2]));
			case "failed" -> journal.failed(words[1], words[2]);
			case "unknown" -> journal.unknown(words[1], words[2]);
			case "contained" -> journal.contained(words[1]);
			case "notContained" -> journal.notContained(words[1]);
			case "seen" ->
				journal.seen(words[1], new LogEntry(Long.parseLong(words[2]), EventKey.parse(words[3]), words[4]));
			default -> {
				return false;
			}
		}
		return true;
	}

}
