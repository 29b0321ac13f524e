package io.eventsourcing.persistence.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the connections that it lends, and can hold one back. */
public final class WatchedDataSource extends DelegatingDataSource {

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicReference<@Nullable Gate> next = new AtomicReference<>();

	public WatchedDataSource(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.connections.incrementAndGet();
		Connection connection = super.getConnection();
		Gate gate = this.next.getAndSet(null);
		return (gate != null) ? gate.before(connection) : connection;
	}

	public int connections() {
		return this.connections.get();
	}

	public void reset() {
		this.connections.set(0);
	}

	/** Closes a gate in which the next connection stands when it is given back. */
	public Gate holdNext() {
		Gate gate = new Gate();
		this.next.set(gate);
		return gate;
	}

	/** Keeps a thread that has done its work from giving its connection back. */
	public static final class Gate implements AutoCloseable {

		private final CountDownLatch reached = new CountDownLatch(1);

		private final CountDownLatch opened = new CountDownLatch(1);

		private Connection before(Connection target) {
			return (Connection) Proxy.newProxyInstance(Gate.class.getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							this.reached.countDown();
							await(this.opened);
						}
						try {
							return method.invoke(target, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

		/** Returns when the thread stands in the gate. */
		public Gate awaitThread() throws InterruptedException {
			await(this.reached);
			return this;
		}

		private static void await(CountDownLatch latch) throws InterruptedException {
			if (!latch.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody came");
			}
		}

		/** Lets the thread go. */
		@Override
		public void close() {
			this.opened.countDown();
		}

	}

}
