package io.eventsourcing.persistence.jdbc.faults.proxy;

/** Lets the bytes of one direction of a link through, or not. Thread-safe. */
final class Valve {

	private enum State {

		OPEN, HELD, DRAINED, CLOSED

	}

	private State state = State.OPEN;

	synchronized void open() {
		change(State.OPEN);
	}

	/** Keeps bytes until the valve is opened. */
	synchronized void hold() {
		change(State.HELD);
	}

	/** Swallows all further bytes. What was swallowed never comes, as with TCP. */
	synchronized void drain() {
		change(State.DRAINED);
	}

	synchronized void close() {
		this.state = State.CLOSED;
		notifyAll();
	}

	private void change(State next) {
		if (this.state == State.OPEN || this.state == State.HELD) {
			this.state = next;
			notifyAll();
		}
	}

	/** Waits while the valve is held; returns whether to deliver what has come. */
	synchronized boolean await() throws InterruptedException {
		while (this.state == State.HELD) {
			wait();
		}
		return this.state == State.OPEN;
	}

}
