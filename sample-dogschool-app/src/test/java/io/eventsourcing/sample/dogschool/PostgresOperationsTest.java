package io.eventsourcing.sample.dogschool;

class PostgresOperationsTest extends OperationsContract implements Postgres {

}
