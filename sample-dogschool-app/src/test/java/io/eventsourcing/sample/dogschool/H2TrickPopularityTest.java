package io.eventsourcing.sample.dogschool;

class H2TrickPopularityTest extends TrickPopularityContract implements H2 {

}
