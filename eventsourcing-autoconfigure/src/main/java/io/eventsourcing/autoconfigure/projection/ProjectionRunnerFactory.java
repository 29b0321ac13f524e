package io.eventsourcing.autoconfigure.projection;

import java.util.List;

import io.eventsourcing.autoconfigure.diagnostics.EventSourcingSetupException;
import io.eventsourcing.autoconfigure.diagnostics.Settings;
import io.eventsourcing.autoconfigure.projection.beans.ProjectionBean;
import io.eventsourcing.autoconfigure.upstream.UpstreamLog;
import io.eventsourcing.autoconfigure.upstream.UpstreamLogs;
import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processes;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.binding.ForeignEvents;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Creates the runner of the projections and process applications that are beans. */
final class ProjectionRunnerFactory {

	private static final String PREFIX = "eventsourcing.projections.";

	private final BeanFactory beanFactory;

	private final Topics topics;

	private final EventSourcingProjectionProperties properties;

	private final ProjectionSettings settings;

	ProjectionRunnerFactory(BeanFactory beanFactory, Topics topics, EventSourcingProjectionProperties properties) {
		this.beanFactory = beanFactory;
		this.topics = topics;
		this.properties = properties;
		this.settings = new ProjectionSettings(properties);
	}

	ProjectionRunner create(ProjectionRunnerBuilder builder, List<ProjectionBean> beans,
			List<ProcessApplication> processes) {
		Settings.use(() -> builder.threads(this.properties.threads()), PREFIX + "threads");
		Settings.use(() -> builder.lease(this.properties.lease()), PREFIX + "lease");
		Settings.use(() -> builder.handlerTimeout(this.properties.handlerTimeout()), PREFIX + "handler-timeout");
		if (Threading.VIRTUAL.isActive(this.beanFactory.getBean(Environment.class))) {
			builder
				.threadFactory(new VirtualThreadTaskExecutor("eventsourcing-projections-").getVirtualThreadFactory());
		}
		this.settings.requireLimits();
		boolean ownEvents = !processes.isEmpty() || beans.stream().anyMatch((bean) -> bean.follows() == null);
		if (ownEvents && this.topics.eventTypes().isEmpty()) {
			throw new EventSourcingSetupException(
					"There are projections or process applications, but no aggregates were found whose events they could handle",
					"Set the property 'eventsourcing.base-packages' to the packages of the aggregates.", null);
		}
		beans.forEach((bean) -> add(builder, bean));
		for (ProcessApplication process : processes) {
			Processes.add(builder, process, this.topics, this.settings.of(process.name()));
		}
		return builder.build();
	}

	private void add(ProjectionRunnerBuilder builder, ProjectionBean bean) {
		Object object = this.beanFactory.getBean(bean.beanName());
		ProjectionDefinition definition = ProjectionDefinition.of(bean.annotation());
		ProjectionOptions options = this.settings.of(bean.name());
		String follows = bean.follows();
		if (follows == null) {
			builder.projection(definition, EventHandlers.of(object, this.topics), options);
			return;
		}
		ForeignEvents events = ForeignEvents.of(object);
		Transcoder transcoder = this.beanFactory.getBean(Transcoder.class);
		UpstreamLog upstream = upstream(bean, follows);
		builder.projection(definition.follows(follows), events, transcoder, options, upstream.log(),
				upstream.identity());
	}

	private UpstreamLog upstream(ProjectionBean bean, String name) {
		UpstreamLogs logs = this.beanFactory.getBeanProvider(UpstreamLogs.class).getIfAvailable();
		if (logs == null) {
			throw new ProjectionDefinitionException(
					"The projection %s follows the log '%s', but the classes that read it are missing.".formatted(bean,
							name),
					"Add eventsourcing-remote and spring-web to the class path.");
		}
		UpstreamLog upstream = logs.byName().get(name);
		if (upstream == null) {
			throw new ProjectionDefinitionException(
					"The projection %s follows the log '%s', which is not configured.".formatted(bean, name),
					"%sSet the property 'eventsourcing.upstreams.%s.url' to the URL of the log."
						.formatted(Suggestion.didYouMean(name, logs.byName().keySet()), name));
		}
		return upstream;
	}

}
