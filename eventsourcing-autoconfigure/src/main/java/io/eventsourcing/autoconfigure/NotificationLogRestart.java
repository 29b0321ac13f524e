package io.eventsourcing.autoconfigure;

import io.eventsourcing.log.StoppableNotificationLog;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Restarts the notification log before anything else when a context is started after it
 * was stopped or paused, because beans of all phases may follow the log as soon as they
 * are started.
 */
final class NotificationLogRestart implements SmartLifecycle {

	private final ConfigurableListableBeanFactory beanFactory;

	NotificationLogRestart(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void start() {
		SubscriptionLifecycle.logs(this.beanFactory).forEach(StoppableNotificationLog::start);
	}

	/**
	 * Does nothing, because {@link SubscriptionLifecycle} has already stopped the logs.
	 */
	@Override
	public void stop() {
	}

	/** Returns false only after the logs were stopped, as they run from the beginning. */
	@Override
	public boolean isRunning() {
		return SubscriptionLifecycle.logs(this.beanFactory).stream().allMatch(StoppableNotificationLog::isRunning);
	}

	/** Returns the lowest phase, which is the first one to start. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
