package io.eventsourcing.maven;

import net.bytebuddy.build.BuildLogger;
import org.apache.maven.plugin.logging.Log;

/** Writes the warnings of the enhancer to the log of the build. */
final class MavenLogger extends BuildLogger.Adapter {

	private final Log log;

	MavenLogger(Log log) {
		this.log = log;
	}

	@Override
	public boolean isWarnEnabled() {
		return true;
	}

	@Override
	public void warn(String message) {
		this.log.warn(message);
	}

}
