package io.eventsourcing.autoconfigure;

import io.eventsourcing.log.StoppableNotificationLog;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the notification log again before anything else is started, when a context is
 * started after it was stopped or paused: beans of all phases may follow the log from
 * their start on.
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

	/** Does nothing: {@link SubscriptionLifecycle} has stopped the logs already. */
	@Override
	public void stop() {
	}

	/** False only after the logs were stopped: they are running from the beginning. */
	@Override
	public boolean isRunning() {
		return SubscriptionLifecycle.logs(this.beanFactory).stream().allMatch(StoppableNotificationLog::isRunning);
	}

	/** The lowest phase, which is the first one to start. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
