package ${package};

import io.eventsourcing.test.postgres.AutoConfigureEmbeddedPostgres;

@AutoConfigureEmbeddedPostgres
class PostgresDogSchoolTests extends DogSchoolTests {

}
