package io.eventsourcing.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which columns the database is asked for. */
abstract class RebuildingContract {

	private static final Map<String, String> METADATA = Map.of("user", "ann");

	private final List<String> selects = new ArrayList<>();

	private Infrastructure infrastructure;

	private DogSchool school;

	private UUID fido;

	private JdbcRecorder recorder;

	/** A database whose store, if there is one, is empty. */
	abstract DataSource createDatabase();

	@AfterEach
	void close() {
		this.recorder.close();
	}

	@BeforeEach
	void equip() {
		DataSource dataSource = new RecordingDataSource(createDatabase(), this.selects);
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		this.recorder = JdbcRecorder.builder(dataSource).notifications(false).build();
		this.infrastructure = Infrastructure.of(this.recorder);
		this.school = new DogSchool(this.infrastructure);
		try (Metadata.Scope scope = Metadata.replacedBy(METADATA)) {
			this.fido = this.school.registerDog("Fido");
			this.school.addTrick(this.fido, "roll over");
		}
		this.selects.clear();
	}

	@Test
	void aggregatesAreRebuiltWithoutReadingMetadata() {
		assertThat(this.school.getDog(this.fido).tricks()).containsExactly("roll over");
		assertThat(this.selects).singleElement().asString().contains("payload").doesNotContain("metadata");
	}

	@Test
	void historyAndLogHaveTheMetadata() {
		assertThat(this.infrastructure.eventStore().get(this.fido)).hasSize(2)
			.extracting(DomainEvent::metadata)
			.containsOnly(METADATA);
		assertThat(this.infrastructure.notificationLog().select(NotificationQuery.after(0, 10))).hasSize(2)
			.allSatisfy((notification) -> assertThat(notification.event().metadata()).contains("ann"));
		assertThat(this.selects).hasSize(2).allSatisfy((select) -> assertThat(select).contains("metadata"));
	}

	/** Records the statements that read events. */
	private static final class RecordingDataSource extends DelegatingDataSource {

		private final List<String> selects;

		RecordingDataSource(DataSource target, List<String> selects) {
			super(target);
			this.selects = selects;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection target = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("prepareStatement") && arguments[0] instanceof String sql
								&& sql.startsWith("select") && sql.contains("stored_events")) {
							this.selects.add(sql);
						}
						try {
							return method.invoke(target, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
