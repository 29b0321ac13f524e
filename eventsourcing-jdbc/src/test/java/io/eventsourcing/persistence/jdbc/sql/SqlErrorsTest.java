package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;

import io.eventsourcing.persistence.jdbc.transaction.PartialReadException;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

class SqlErrorsTest {

	/** H2 says by the class of an exception what its state does not say. */
	@Test
	void aReadThatBreaksOffFailsLikeOneThatDoesNotBegin() {
		assertThat(translatePartial(new SQLNonTransientConnectionException("closed", "90121")))
			.isInstanceOf(DataAccessResourceFailureException.class);
		assertThat(translatePartial(new SQLTimeoutException("canceled", "57014")))
			.isInstanceOf(QueryTimeoutException.class);
	}

	private static DataAccessException translatePartial(SQLException failure) {
		DataAccessException translated = SqlErrors.translate("Reading", new PartialReadException(failure));
		assertThat(translated).hasRootCause(failure);
		return translated;
	}

}
