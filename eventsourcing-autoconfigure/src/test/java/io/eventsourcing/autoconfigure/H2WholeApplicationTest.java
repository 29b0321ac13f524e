package io.eventsourcing.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class H2WholeApplicationTest extends WholeApplicationContract {

	H2WholeApplicationTest(@TempDir Path directory) {
		super("spring.datasource.url=jdbc:h2:file:" + directory.resolve("dogs"));
	}

}
