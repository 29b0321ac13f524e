package io.eventsourcing.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.eventsourcing.log.StoppableNotificationLog;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the subscriptions of the notification log before anything else stops. The web
 * server and task executors, which stop in later phases, wait for requests and tasks that
 * read the log, which would not end by themselves.
 */
final class SubscriptionLifecycle implements SmartLifecycle {

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile boolean running;

	SubscriptionLifecycle(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		logs(this.beanFactory).forEach(StoppableNotificationLog::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns the highest phase, which is the first one to stop and the last one to
	 * start: {@link NotificationLogRestart} starts the logs.
	 */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Returns only logs that have been created: a lazy log must not be created just to be
	 * stopped.
	 */
	static List<StoppableNotificationLog> logs(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(StoppableNotificationLog.class, false, false))
			.filter(beanFactory::containsSingleton)
			.map((name) -> beanFactory.getBean(name, StoppableNotificationLog.class))
			.toList();
	}

}
