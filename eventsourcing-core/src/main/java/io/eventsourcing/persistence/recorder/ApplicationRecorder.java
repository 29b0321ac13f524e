package io.eventsourcing.persistence.recorder;

/**
 * The recorder of an application: stores the events of aggregates, and reads them again,
 * by aggregate or as the notification log.
 */
public interface ApplicationRecorder extends AggregateRecorder, NotificationRecorder {

}
