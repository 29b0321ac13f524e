package io.eventsourcing.autoconfigure;

import javax.sql.DataSource;

/**
 * The data source that was chosen for the event store. Not itself a {@link DataSource}
 * bean, so that it is in nobody's way.
 *
 * @param dataSource the data source
 */
record EventStoreDataSource(DataSource dataSource) {
}
