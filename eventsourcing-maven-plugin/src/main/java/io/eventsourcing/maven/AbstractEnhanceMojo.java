package io.eventsourcing.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.AggregateDefinitionException;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Enhances the classes in a directory, in place. */
abstract class AbstractEnhanceMojo extends AbstractMojo {

	/** Skips the enhancement. */
	@Parameter(property = "eventsourcing.enhance.skip", defaultValue = "false")
	private boolean skip;

	@Parameter(defaultValue = "${project}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private MavenProject project;

	/** Returns the directory of the classes, which need not exist. */
	abstract File classesDirectory();

	/** Returns the class path that the classes were compiled with. */
	abstract List<String> classPath(MavenProject project) throws DependencyResolutionRequiredException;

	@Override
	public void execute() throws MojoExecutionException, MojoFailureException {
		if (this.skip) {
			getLog().info("Aggregates are not enhanced: eventsourcing.enhance.skip is set");
			return;
		}
		if (classesDirectory().isDirectory()) {
			report(enhance());
		}
	}

	private Plugin.Engine.Summary enhance() throws MojoExecutionException {
		try {
			return ClassDirectory.enhance(classesDirectory(), classPath(this.project), new MavenLogger(getLog()));
		}
		catch (IOException | DependencyResolutionRequiredException | RuntimeException ex) {
			throw new MojoExecutionException(
					"Cannot enhance the classes in %s: %s".formatted(classesDirectory(), ex.getMessage()), ex);
		}
	}

	private void report(Plugin.Engine.Summary summary) throws MojoExecutionException, MojoFailureException {
		if (!summary.getUnresolved().isEmpty()) {
			throw new MojoExecutionException("Cannot read the class files of " + summary.getUnresolved());
		}
		StringBuilder problems = new StringBuilder();
		for (Map.Entry<TypeDescription, List<Throwable>> failed : summary.getFailed().entrySet()) {
			for (Throwable failure : failed.getValue()) {
				if (!(failure instanceof AggregateDefinitionException)) {
					throw new MojoExecutionException("Cannot enhance " + failed.getKey().getName(), failure);
				}
				problems.append(problems.isEmpty() ? "" : "\n").append(failure.getMessage());
			}
		}
		if (!problems.isEmpty()) {
			// a failure, not an error: Maven prints only its message
			throw new MojoFailureException(problems.toString());
		}
		int count = summary.getTransformed().size();
		if (count > 0) {
			getLog().info("Enhanced " + count + ((count == 1) ? " aggregate" : " aggregates"));
		}
	}

}
