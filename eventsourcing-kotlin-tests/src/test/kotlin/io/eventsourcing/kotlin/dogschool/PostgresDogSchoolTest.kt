package io.eventsourcing.kotlin.dogschool

import io.eventsourcing.test.postgres.AutoConfigureEmbeddedPostgres

@AutoConfigureEmbeddedPostgres
class PostgresDogSchoolTest : DogSchoolTest()
