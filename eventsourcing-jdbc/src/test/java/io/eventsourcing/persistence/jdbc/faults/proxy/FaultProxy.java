package io.eventsourcing.persistence.jdbc.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback between the clients of a server and the server, which does to
 * connections what networks do. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

	private final ServerSocket listener;

	private final int serverPort;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();

	private volatile CountDownLatch happened = new CountDownLatch(1);

	private volatile @Nullable Link hit;

	private FaultProxy(ServerSocket listener, int serverPort) {
		this.listener = listener;
		this.serverPort = serverPort;
	}

	public static FaultProxy before(int serverPort) {
		try {
			FaultProxy proxy = new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
			Thread acceptor = new Thread(proxy::accept, "proxy");
			acceptor.setDaemon(true);
			acceptor.start();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				connect(this.listener.accept());
			}
			catch (IOException ex) {
				// the proxy is closed, or the client is gone already
			}
		}
	}

	/** While the server is down, clients are refused. */
	private void connect(Socket client) throws IOException {
		try {
			Link link = new Link(this, client, new Socket(InetAddress.getLoopbackAddress(), this.serverPort));
			this.links.add(link);
			link.start();
		}
		catch (IOException ex) {
			client.close();
		}
	}

	/** Sets a trap for the next request that contains the text. */
	public void onRequest(String text, Mishap mishap) {
		this.happened = new CountDownLatch(1);
		this.trap.set(new Trap(text, mishap));
	}

	/** Returns when the mishap has happened. */
	public void awaitMishap() throws InterruptedException {
		if (!this.happened.await(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException("No request came for " + this.trap.get());
		}
	}

	/** Returns the port from which the server was reached by the link that was hit. */
	public int portOfHit() {
		return hit().serverPort();
	}

	/** Returns whether the link that was hit has ended. */
	public boolean isHitEnded() {
		return !this.links.contains(hit());
	}

	private Link hit() {
		return Objects.requireNonNull(this.hit, "No link was hit");
	}

	@Nullable Mishap mishapFor(byte[] request) {
		Trap set = this.trap.get();
		return (set != null && set.catches(request) && this.trap.compareAndSet(set, null)) ? set.mishap : null;
	}

	void happened(Link link) {
		this.hit = link;
		this.happened.countDown();
	}

	void ended(Link link) {
		this.links.remove(link);
	}

	/** Cuts all links. */
	public void cut() {
		this.links.forEach(Link::cut);
	}

	/** Keeps what goes in the direction, on all present links, until {@link #release}. */
	public void hold(Direction direction) {
		this.links.forEach((link) -> link.valve(direction).hold());
	}

	/** Delivers what was held. */
	public void release() {
		for (Link link : this.links) {
			for (Direction direction : Direction.values()) {
				link.valve(direction).open();
			}
		}
	}

	/** Swallows what goes in the direction, on all present links, until they are cut. */
	public void swallow(Direction direction) {
		this.links.forEach((link) -> link.valve(direction).drain());
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			cut();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Trap(String text, Mishap mishap) {

		/** The bytes of a text in ASCII stand in a request as they are. */
		boolean catches(byte[] request) {
			return new String(request, StandardCharsets.ISO_8859_1).contains(this.text);
		}

	}

}
