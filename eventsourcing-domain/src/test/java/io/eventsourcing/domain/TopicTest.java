package io.eventsourcing.domain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class TopicTest {

	@ParameterizedTest
	@CsvSource({ "Dog.TrickAdded, Dog, TrickAdded", "com.acme.Dog.TrickAdded, com.acme.Dog, TrickAdded",
			"a b.c, a b, c" })
	void aNameIsTakenApartAndPutTogether(String name, String originatorType, String eventType) {
		Topic topic = Topic.parse(name);
		assertThat(topic).isEqualTo(new Topic(originatorType, eventType));
		assertThat(topic).hasToString(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Dog", ".TrickAdded", "Dog.", "." })
	void aNameHasTwoParts(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Topic.parse(name))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void partsAreNotNull() {
		assertThatNullPointerException().isThrownBy(() -> new Topic(null, "TrickAdded")).withMessage("originatorType");
		assertThatNullPointerException().isThrownBy(() -> new Topic("Dog", null)).withMessage("eventType");
	}

}
