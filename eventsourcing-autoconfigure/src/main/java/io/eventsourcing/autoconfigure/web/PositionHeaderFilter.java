package io.eventsourcing.autoconfigure.web;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes each response contain the position of the last event that was saved by the thread
 * of its request, or by the thread in which Spring MVC runs the {@link Callable} that a
 * handler method has returned.
 */
final class PositionHeaderFilter extends OncePerRequestFilter {

	private static final String ATTRIBUTE = PositionHeaderFilter.class.getName();

	private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private final String header;

	private final CurrentPosition current;

	/**
	 * @throws IllegalArgumentException if a header cannot have this name
	 */
	PositionHeaderFilter(String header, CurrentPosition current) {
		if (!HEADER_NAME.matcher(header).matches()) {
			throw new IllegalArgumentException("'" + header + "' cannot be the name of a header");
		}
		this.header = header;
		this.current = current;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestPosition position = position(request);
		position.open(response);
		this.current.set(position);
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.current.remove();
			if (!isAsyncStarted(request)) {
				position.close();
			}
		}
	}

	private RequestPosition position(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestPosition position) {
			return position;
		}
		RequestPosition position = new RequestPosition(this.header);
		request.setAttribute(ATTRIBUTE, position);
		WebAsyncUtils.getAsyncManager(request).registerCallableInterceptor(ATTRIBUTE, new Propagation(position));
		return position;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	/** Binds the position of a request to the thread that runs its task. */
	private final class Propagation implements CallableProcessingInterceptor {

		private final RequestPosition position;

		Propagation(RequestPosition position) {
			this.position = position;
		}

		@Override
		public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
			PositionHeaderFilter.this.current.set(this.position);
		}

		@Override
		public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
			PositionHeaderFilter.this.current.remove();
		}

	}

}
