package io.eventsourcing.autoconfigure;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.eventsourcing.fixtures.dogs.DogSchool;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The notification log over HTTP, on each database. */
abstract class JdbcRemoteLogContract extends RemoteLogContract {

	@Override
	void leaveGaps() {
		assertThat(jdbc().sql("delete from \"eventsourcing\".stored_events where notification_id in (2, 3, 7, 11)")
			.update()).isEqualTo(4);
	}

	private JdbcClient jdbc() {
		return context().getBean(JdbcClient.class);
	}

	@Test
	void aLogWithANewIdentityIsNotTakenForTheOldOne() {
		startAnew();
		String path = "/eventsourcing/log/sections/1,1";
		context().getBean(DogSchool.class).registerDog("Fido");
		String tag = Http.of(context()).get(path).headers().firstValue(HttpHeaders.ETAG).orElseThrow();
		UUID other = UUID.randomUUID();
		jdbc().sql("update \"eventsourcing\".log_identity set id = ?").param(other).update();
		HttpResponse<String> response = Http.of(context()).get(path, HttpHeaders.IF_NONE_MATCH, tag);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Event-Log-Id")).contains(other.toString());
	}

}
