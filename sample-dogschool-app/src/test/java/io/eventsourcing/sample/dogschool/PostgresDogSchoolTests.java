package io.eventsourcing.sample.dogschool;

import io.eventsourcing.test.postgres.AutoConfigureEmbeddedPostgres;

@AutoConfigureEmbeddedPostgres
class PostgresDogSchoolTests extends DogSchoolTests {

}
