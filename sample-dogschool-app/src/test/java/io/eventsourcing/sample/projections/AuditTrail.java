package io.eventsourcing.sample.projections;

import java.time.ZoneOffset;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;

import org.springframework.jdbc.core.JdbcTemplate;

@Projection("audit-trail")
class AuditTrail {

	private final JdbcTemplate jdbc;

	AuditTrail(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventHandler("*")
	void append(List<Recording> recordings) {
		this.jdbc.batchUpdate("insert into audit_trail (id, topic, time) values (?, ?, ?)",
				recordings.stream().map(AuditTrail::row).toList());
	}

	private static Object[] row(Recording recording) {
		return new Object[] { recording.notificationId(), recording.event().type().toString(),
				recording.event().timestamp().atOffset(ZoneOffset.UTC) };
	}

	List<String> topics() {
		return this.jdbc.queryForList("select topic from audit_trail order by id", String.class);
	}

}
