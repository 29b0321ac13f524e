package io.eventsourcing.migration.jpa;

import java.util.UUID;

import io.eventsourcing.migration.Program;

class H2JpaImportTest extends JpaImportContract {

	H2JpaImportTest() {
		super(new Program(Beans.class, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa"), "H2");
	}

}
