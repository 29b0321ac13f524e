package io.eventsourcing.sample.dogschool;

class H2NotificationStreamTest extends NotificationStreamContract implements H2 {

}
