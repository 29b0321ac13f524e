package io.eventsourcing.maven;

import java.util.List;

import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Adds the goals of the plugin to the modules that declare it. Modules with executions of
 * their own, and modules without classes, are left alone.
 * <p>
 * {@code META-INF/plexus/components.xml} registers this class, because Maven 3.8 finds no
 * components by annotations in class files of Java 17.
 */
public class EnhancementParticipant extends AbstractMavenLifecycleParticipant {

	private static final String PLUGIN = "io.eventsourcing:eventsourcing-maven-plugin";

	@Override
	public void afterProjectsRead(MavenSession session) {
		session.getProjects().forEach(EnhancementParticipant::addGoals);
	}

	static void addGoals(MavenProject project) {
		Plugin plugin = project.getPlugin(PLUGIN);
		if (plugin != null && !"pom".equals(project.getPackaging()) && plugin.getExecutions().isEmpty()) {
			PluginExecution execution = new PluginExecution();
			execution.setId("enhance");
			execution.setGoals(List.of("enhance", "enhance-test"));
			plugin.addExecution(execution);
			plugin.flushExecutionMap();
		}
	}

}
