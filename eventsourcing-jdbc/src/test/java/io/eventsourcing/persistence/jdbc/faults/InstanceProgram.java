package io.eventsourcing.persistence.jdbc.faults;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.eventsourcing.persistence.jdbc.faults.history.JournalLines;

/**
 * An instance in a JVM of its own, which writes its journal to its output and obeys its
 * input. Arguments: the JDBC URL, the user, the schema, the name, the number of threads
 * that write, and a follower with its position each, such as {@code s1@123}.
 */
final class InstanceProgram {

	private static final int INTERRUPTS = 20;

	private static final long FULL_NANOS = 500_000_000;

	private InstanceProgram() {
	}

	public static void main(String[] args) throws IOException {
		JournalLines journal = new JournalLines(new FileOutputStream(FileDescriptor.out));
		try (Instance instance = new Instance(new Target(args[0], args[1]).dataSource(), args[2], args[3], journal)) {
			instance.write(Integer.parseInt(args[4]));
			for (int i = 5; i < args.length; i++) {
				String[] follower = args[i].split("@");
				instance.follow(follower[0], Long.parseLong(follower[1]));
			}
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				obey(Command.valueOf(line), instance);
				journal.say(line);
			}
		}
	}

	private static void obey(Command command, Instance instance) {
		switch (command) {
			case FILL_HEAP -> FilledHeap.fill(FULL_NANOS);
			case RECURSE -> instance.saveInDeepRecursion();
			case INTERRUPT -> {
				Random random = new Random();
				for (int i = 0; i < INTERRUPTS; i++) {
					instance.interruptOneWriter(random);
				}
			}
			case SHUT_DOWN -> instance.shutDownDatabase();
			case STOP -> instance.stopWriting();
		}
	}

	/** What an instance does when it is told to; it then repeats the command. */
	enum Command {

		/** Fills the heap for half a second. */
		FILL_HEAP,

		/** Saves with nearly full stacks. */
		RECURSE,

		/** Interrupts threads that write. */
		INTERRUPT,

		/** Closes the H2 database under its connections. */
		SHUT_DOWN,

		/** Stops writing. */
		STOP

	}

}
