package io.eventsourcing.sample.dogschool;

class H2DogHistoryTest extends DogHistoryContract implements H2 {

}
