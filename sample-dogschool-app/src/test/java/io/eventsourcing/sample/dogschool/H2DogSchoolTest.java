package io.eventsourcing.sample.dogschool;

class H2DogSchoolTest extends DogSchoolContract implements H2 {

}
