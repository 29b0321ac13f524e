package io.eventsourcing.persistence.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.eventsourcing.domain.Aggregate;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

/** Finds the aggregate classes on the class path. */
final class AggregateClasses {

	private static final TypeFilter AGGREGATES = new AssignableTypeFilter(Aggregate.class);

	private final ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

	private final MetadataReaderFactory readers = new SimpleMetadataReaderFactory(this.resources);

	private final Set<Class<? extends Aggregate>> found = new LinkedHashSet<>();

	private AggregateClasses() {
	}

	/**
	 * Returns the classes in the packages and the packages below.
	 * @throws IllegalArgumentException if there are none
	 */
	static Set<Class<? extends Aggregate>> in(String... basePackages) {
		AggregateClasses classes = new AggregateClasses();
		try {
			for (String basePackage : basePackages) {
				classes.scan(basePackage);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The class path cannot be read", ex);
		}
		if (classes.found.isEmpty()) {
			throw new IllegalArgumentException(
					"No aggregates were found in the packages " + Arrays.toString(basePackages));
		}
		return classes.found;
	}

	private void scan(String basePackage) throws IOException {
		String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
				+ ClassUtils.convertClassNameToResourcePath(basePackage) + "/**/*.class";
		for (Resource resource : this.resources.getResources(pattern)) {
			MetadataReader reader = this.readers.getMetadataReader(resource);
			ClassMetadata type = reader.getClassMetadata();
			if (type.isConcrete() && type.isIndependent() && AGGREGATES.match(reader, this.readers)) {
				this.found.add(ClassUtils.resolveClassName(type.getClassName(), this.resources.getClassLoader())
					.asSubclass(Aggregate.class));
			}
		}
	}

}
