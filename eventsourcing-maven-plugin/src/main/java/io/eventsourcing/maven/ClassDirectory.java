package io.eventsourcing.maven;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.enhancer.AggregateEnhancer;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.EntryPoint;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;

/** Applies {@link AggregateEnhancer} to the class files in a directory. */
final class ClassDirectory {

	private ClassDirectory() {
	}

	/**
	 * Enhances the classes in place. A class that cannot be enhanced remains as it is and
	 * is part of the summary.
	 */
	static Plugin.Engine.Summary enhance(File directory, List<String> classPath, BuildLogger logger)
			throws IOException {
		try (ClassFileLocator locator = locator(classPath)) {
			return Plugin.Engine.Default
				.of(EntryPoint.Default.REDEFINE_LOCAL, ClassFileVersion.ofThisVm(),
						MethodNameTransformer.Suffixing.withRandomSuffix())
				.with(locator)
				.withoutErrorHandlers()
				.apply(new Plugin.Engine.Source.ForFolder(directory), new Plugin.Engine.Target.ForFolder(directory),
						List.of(new Plugin.Factory.Simple(new AggregateEnhancer(logger))));
		}
	}

	private static ClassFileLocator locator(List<String> classPath) throws IOException {
		List<ClassFileLocator> locators = new ArrayList<>();
		for (String element : classPath) {
			File file = new File(element);
			if (file.isDirectory()) {
				locators.add(new ClassFileLocator.ForFolder(file));
			}
			else if (file.isFile()) {
				locators.add(ClassFileLocator.ForJarFile.of(file));
			}
		}
		locators.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
		return new ClassFileLocator.Compound(locators);
	}

}
