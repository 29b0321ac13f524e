package io.eventsourcing.autoconfigure.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.ClassUtils;

/** Warns at start-up if the log is probably readable by everyone. */
final class UnprotectedLogWarning implements InitializingBean {

	private static final Logger LOGGER = System.getLogger(UnprotectedLogWarning.class.getName());

	private static final String SPRING_SECURITY = "org.springframework.security.web.SecurityFilterChain";

	private final String path;

	/**
	 * @param path the path of the log
	 */
	UnprotectedLogWarning(String path) {
		this.path = path;
	}

	@Override
	public void afterPropertiesSet() {
		if (!ClassUtils.isPresent(SPRING_SECURITY, getClass().getClassLoader())) {
			LOGGER.log(Level.WARNING,
					"All events can be read at the path {0}, and Spring Security is not on the class path: make sure that something else restricts access to this path",
					this.path);
		}
	}

}
