package io.eventsourcing.sample.dogschool;

class PostgresDogHistoryTest extends DogHistoryContract implements Postgres {

}
