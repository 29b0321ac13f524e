package io.eventsourcing.persistence.jdbc.faults;

import java.io.IOException;

import io.eventsourcing.persistence.jdbc.faults.InstanceProgram.Command;
import io.eventsourcing.persistence.jdbc.faults.proxy.Direction;
import io.eventsourcing.testsupport.Signals;

/** The kinds of faults that hit instances, their network and their server. */
enum PostgresFault {

	/** A process is killed, as with {@code kill -9}, and started again. */
	PROCESS_KILLED {

		@Override
		void strike(FaultSite site) throws InterruptedException {
			InstanceProcess process = site.anyProcess();
			process.kill();
			process.restart();
		}

	},

	/** A process is stopped for a while, as by a long garbage collection. */
	PROCESS_PAUSED {

		@Override
		void strike(FaultSite site) {
			InstanceProcess process = site.anyProcess();
			process.signal("STOP");
			site.last();
			process.signal("CONT");
		}

	},

	/** All sessions are terminated, several times. */
	SESSIONS_TERMINATED {

		@Override
		void strike(FaultSite site) {
			for (int i = 0; i < STORM; i++) {
				site.terminateAllSessions();
				site.pause();
			}
		}

	},

	/** The process of a session is stopped for a while, as by slow storage. */
	SESSION_PAUSED {

		@Override
		void strike(FaultSite site) {
			long session = site.anySession();
			Signals.send("STOP", session);
			site.last();
			Signals.send("CONT", session);
		}

	},

	/** The server crashes and is started again. */
	SERVER_CRASHED {

		@Override
		void strike(FaultSite site) {
			site.server().crash();
			site.server().restart();
		}

	},

	/** All connections are cut. */
	NETWORK_CUT {

		@Override
		void strike(FaultSite site) {
			site.proxy().cut();
		}

	},

	/** Nothing arrives for a while. */
	NETWORK_DELAYED {

		@Override
		void strike(FaultSite site) {
			site.proxy().hold(anyDirection(site));
			site.last();
			site.proxy().release();
		}

	},

	/** What is sent in one direction is swallowed; later the connections are cut. */
	NETWORK_SILENT {

		@Override
		void strike(FaultSite site) {
			site.proxy().swallow(anyDirection(site));
			site.last();
			site.proxy().cut();
		}

	},

	/** The heap of a process is full for a while. */
	HEAP_FILLED {

		@Override
		void strike(FaultSite site) throws IOException, InterruptedException {
			site.tellAnyProcess(Command.FILL_HEAP);
		}

	},

	/** Threads of a process save although their stacks are nearly full. */
	STACK_FILLED {

		@Override
		void strike(FaultSite site) throws IOException, InterruptedException {
			site.tellAnyProcess(Command.RECURSE);
		}

	},

	/** Threads of a process are interrupted, virtual ones if the JDK has them. */
	THREADS_INTERRUPTED {

		@Override
		void strike(FaultSite site) throws IOException, InterruptedException {
			site.tellAnyProcess(Command.INTERRUPT);
		}

	};

	private static final int STORM = 5;

	/** Returns when the fault has ended, so that saves have to succeed again. */
	abstract void strike(FaultSite site) throws IOException, InterruptedException;

	private static Direction anyDirection(FaultSite site) {
		return site.random().nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
	}

}
