package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Rejects requests for some paths, and remembers when they arrived. */
class FailingPaths extends OncePerRequestFilter {

	private static final Pattern NONE = Pattern.compile("(?!)");

	private final List<Instant> rejected = new CopyOnWriteArrayList<>();

	private volatile Pattern pattern = NONE;

	void fail(String path) {
		this.pattern = Pattern.compile(path);
	}

	void recover() {
		this.pattern = NONE;
	}

	List<Instant> rejected() {
		return this.rejected;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.pattern.matcher(request.getRequestURI()).matches()) {
			this.rejected.add(Instant.now());
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setContentType("application/problem+json");
			response.getWriter().write("{\"detail\": \"Part of the test.\"}");
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
