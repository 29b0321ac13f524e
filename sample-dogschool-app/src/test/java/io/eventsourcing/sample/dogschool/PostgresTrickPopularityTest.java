package io.eventsourcing.sample.dogschool;

class PostgresTrickPopularityTest extends TrickPopularityContract implements Postgres {

}
