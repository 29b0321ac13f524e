package io.eventsourcing.autoconfigure.projection.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.projection.AwaitProjection;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.Projections;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Makes requests with a position wait for projections before they are handled. */
final class AwaitProjectionInterceptor implements HandlerInterceptor {

	private final Projections projections;

	private final Supplier<ApplicationRecorder> recorder;

	private final String header;

	private final Duration timeout;

	/**
	 * @param recorder returns the recorder, which needs the database when it is created
	 * @param header the name of the header that contains a position
	 * @param timeout the maximum time to wait
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	AwaitProjectionInterceptor(Projections projections, Supplier<ApplicationRecorder> recorder, String header,
			Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("The await timeout must not be negative: " + timeout);
		}
		this.projections = projections;
		this.recorder = recorder;
		this.header = header;
		this.timeout = timeout;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String value = request.getHeader(this.header);
		if (value == null || request.getDispatcherType() == DispatcherType.ASYNC
				|| !(handler instanceof HandlerMethod method)) {
			return true;
		}
		AwaitProjection annotation = annotation(method);
		if (annotation != null) {
			await(annotation.value(), position(value));
		}
		return true;
	}

	/** Returns the annotation of the method, otherwise that of its class, or null. */
	static @Nullable AwaitProjection annotation(HandlerMethod handler) {
		AwaitProjection annotation = handler.getMethodAnnotation(AwaitProjection.class);
		return (annotation != null) ? annotation
				: AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), AwaitProjection.class);
	}

	private long position(String value) {
		try {
			long position = Long.parseLong(value.strip());
			if (position >= 0) {
				return position;
			}
		}
		catch (NumberFormatException ex) {
			// Reported like a negative number
		}
		throw AwaitProjectionException.invalid(this.header);
	}

	private void await(String[] names, long position) {
		long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(this.timeout);
		for (String name : names) {
			try {
				await(name, position, deadline);
			}
			catch (ProjectionFailedException ex) {
				throw AwaitProjectionException.failed(ex);
			}
		}
	}

	/** Looks for the head of the log only if the request would otherwise have to wait. */
	private void await(String name, long position, long deadline) {
		if (this.projections.await(name, position, Duration.ZERO)) {
			return;
		}
		if (position > this.recorder.get().maxNotificationId()) {
			throw AwaitProjectionException.invalid(this.header);
		}
		Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
		if (!this.projections.await(name, position, left)) {
			throw (System.nanoTime() - deadline < 0) ? AwaitProjectionException.paused(name, position)
					: AwaitProjectionException.late(name, position);
		}
	}

}
