package io.eventsourcing.autoconfigure.projection.actuate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectionDescriptorFactoryTest {

	/**
	 * Whoever may see the state of a projection need not be allowed to see its events.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"io.eventsourcing.projection.EventHandlingException: The method Tricks.added failed to handle notification 2"
					+ "| io.eventsourcing.projection.EventHandlingException: The method Tricks.added failed to handle notification 2",
			"org.springframework.dao.DuplicateKeyException: Key (name)=(Fido) already exists"
					+ "| org.springframework.dao.DuplicateKeyException",
			"java.lang.NullPointerException | java.lang.NullPointerException" })
	void theMessageOfAnExceptionThatMayQuoteAnEventIsNotShown(String first, String shown) {
		assertThat(ProjectionDescriptorFactory.summarize(first + "\n\tat acme.Tricks.added(Tricks.java:7)"))
			.isEqualTo(shown);
	}

}
