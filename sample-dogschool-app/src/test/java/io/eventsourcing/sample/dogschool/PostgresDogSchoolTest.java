package io.eventsourcing.sample.dogschool;

class PostgresDogSchoolTest extends DogSchoolContract implements Postgres {

}
