package io.eventsourcing.domain;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The default names of events.
 */
class MemberDescriptionTest {

	@ParameterizedTest
	@CsvSource({ "<init>, Created", "addTrick, AddTrick", "feed$main, Feed", "feed-rEIIZJo, Feed", "$odd, $odd" })
	void anEventIsNamedByItsMemberAsTheSourceNamesIt(String memberName, String eventName) {
		MemberDescription member = new MemberDescription("Dog", memberName, 0, List.of(),
				new MemberDescription.Decoration("", null), null);
		assertThat(member.eventName()).isEqualTo(eventName);
	}

}
