package io.eventsourcing.maven;

import java.io.File;
import java.util.List;

import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Enhances the aggregates of the application, so that calls of members decorated with
 * {@code @Event} trigger events. Aggregates that break a rule fail the build.
 */
@Mojo(name = "enhance", defaultPhase = LifecyclePhase.PROCESS_CLASSES,
		requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public class EnhanceMojo extends AbstractEnhanceMojo {

	/** The directory of the classes. */
	@Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private File classesDirectory;

	@Override
	File classesDirectory() {
		return this.classesDirectory;
	}

	@Override
	List<String> classPath(MavenProject project) throws DependencyResolutionRequiredException {
		return project.getCompileClasspathElements();
	}

}
