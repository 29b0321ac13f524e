package io.eventsourcing.sample.dogschool;

class H2OperationsTest extends OperationsContract implements H2 {

}
