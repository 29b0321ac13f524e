package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;

/** A file of H2. */
interface H2 extends Database {

	@Override
	default List<String> createDatabase(Path directory) {
		return List
			.of("spring.datasource.url=jdbc:h2:file:" + directory.resolve("dogschool") + ";DB_CLOSE_ON_EXIT=FALSE");
	}

}
