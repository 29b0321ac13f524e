package io.eventsourcing.sample.dogschool;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Starts a stream after Spring MVC has finished its request. Tomcat loses failures of
 * writes that happen while the thread of the request is still working, and then never
 * ends the response of a client that has disconnected.
 */
@Configuration(proxyBeanMethods = false)
class NotificationStreamStart implements WebMvcConfigurer, AsyncHandlerInterceptor {

	/** The name of the request attribute that contains the stream. */
	static final String STREAM = NotificationStreamStart.class.getName() + ".STREAM";

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
			Object handler) {
		if (request.getAttribute(STREAM) instanceof NotificationStream stream) {
			stream.start();
		}
	}

}
