package io.eventsourcing.persistence.jdbc.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A connection of a client to the server, through the proxy. */
final class Link {

	private static final int BUFFER = 64 * 1024;

	private final FaultProxy proxy;

	private final Socket client;

	private final Socket server;

	private final Map<Direction, Valve> valves = new EnumMap<>(Direction.class);

	private volatile @Nullable Mishap mishap;

	Link(FaultProxy proxy, Socket client, Socket server) {
		this.proxy = proxy;
		this.client = client;
		this.server = server;
		for (Direction direction : Direction.values()) {
			this.valves.put(direction, new Valve());
		}
	}

	void start() throws IOException {
		for (Socket socket : new Socket[] { this.client, this.server }) {
			socket.setTcpNoDelay(true);
		}
		for (Direction direction : Direction.values()) {
			Thread pump = new Thread(() -> pump(direction), "proxy " + direction);
			pump.setDaemon(true);
			pump.start();
		}
	}

	Valve valve(Direction direction) {
		return this.valves.get(direction);
	}

	int serverPort() {
		return this.server.getLocalPort();
	}

	void cut() {
		this.valves.values().forEach(Valve::close);
		close(this.client);
		close(this.server);
		this.proxy.ended(this);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// it is gone, as it should
		}
	}

	private void pump(Direction direction) {
		byte[] buffer = new byte[BUFFER];
		boolean request = direction == Direction.TO_SERVER;
		try (InputStream input = (request ? this.client : this.server).getInputStream();
				OutputStream output = (request ? this.server : this.client).getOutputStream()) {
			for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
				byte[] bytes = Arrays.copyOf(buffer, length);
				if (request) {
					request(bytes, output);
				}
				else {
					answer(bytes, output);
				}
			}
		}
		catch (IOException ex) {
			// one end is closed, so the other one will be
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			cut();
		}
	}

	private void request(byte[] bytes, OutputStream server) throws IOException, InterruptedException {
		Mishap next = this.proxy.mishapFor(bytes);
		if (next == null) {
			deliver(Direction.TO_SERVER, bytes, bytes.length, server);
			return;
		}
		this.mishap = next;
		switch (next) {
			case REQUEST_LOST -> cut();
			case REQUEST_TORN -> {
				deliver(Direction.TO_SERVER, bytes, bytes.length / 2, server);
				cut();
			}
			case REQUEST_LATE -> {
				valve(Direction.TO_SERVER).hold();
				close(this.client);
				this.proxy.happened(this);
				deliver(Direction.TO_SERVER, bytes, bytes.length, server);
			}
			case CLIENT_LOST -> {
				deliver(Direction.TO_SERVER, bytes, bytes.length, server);
				close(this.client);
			}
			case ANSWER_LOST, ANSWER_TORN -> deliver(Direction.TO_SERVER, bytes, bytes.length, server);
			case SILENCE -> {
				valve(Direction.TO_CLIENT).drain();
				deliver(Direction.TO_SERVER, bytes, bytes.length, server);
			}
		}
		this.proxy.happened(this);
	}

	private void answer(byte[] bytes, OutputStream client) throws IOException, InterruptedException {
		Mishap before = this.mishap;
		if (before == Mishap.ANSWER_LOST) {
			cut();
		}
		else if (before == Mishap.ANSWER_TORN) {
			deliver(Direction.TO_CLIENT, bytes, bytes.length / 2, client);
			cut();
		}
		else if (before != Mishap.REQUEST_LATE && before != Mishap.CLIENT_LOST) {
			deliver(Direction.TO_CLIENT, bytes, bytes.length, client);
		}
	}

	private void deliver(Direction direction, byte[] bytes, int length, OutputStream output)
			throws IOException, InterruptedException {
		if (valve(direction).await()) {
			output.write(bytes, 0, length);
			output.flush();
		}
	}

}
