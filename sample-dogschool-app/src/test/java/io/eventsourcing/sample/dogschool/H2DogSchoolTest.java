package io.eventsourcing.sample.dogschool;

import java.nio.file.Path;
import java.util.List;

class H2DogSchoolTest extends DogSchoolContract {

	@Override
	List<String> properties(Path directory) {
		return List
			.of("spring.datasource.url=jdbc:h2:file:" + directory.resolve("dogschool") + ";DB_CLOSE_ON_EXIT=FALSE");
	}

}
