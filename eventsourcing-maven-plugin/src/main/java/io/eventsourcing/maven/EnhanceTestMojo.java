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
 * Enhances the aggregates that the tests declare, as the goal {@code enhance} does for
 * those of the application.
 */
@Mojo(name = "enhance-test", defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
		requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class EnhanceTestMojo extends AbstractEnhanceMojo {

	/** The directory of the test classes. */
	@Parameter(defaultValue = "${project.build.testOutputDirectory}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private File testClassesDirectory;

	@Override
	File classesDirectory() {
		return this.testClassesDirectory;
	}

	@Override
	List<String> classPath(MavenProject project) throws DependencyResolutionRequiredException {
		return project.getTestClasspathElements();
	}

}
