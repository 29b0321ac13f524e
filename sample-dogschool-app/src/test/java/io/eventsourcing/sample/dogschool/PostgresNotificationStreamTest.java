package io.eventsourcing.sample.dogschool;

class PostgresNotificationStreamTest extends NotificationStreamContract implements Postgres {

}
