package io.eventsourcing.persistence.recorder;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What {@link EventRange} and {@link NotificationQuery} select, and what they refuse. */
class SelectionTest {

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE })
	void nothingBeginsBeforeTheBeginning(long after) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventRange.all().after(after))
			.withMessage("The version after which a range of events begins must be at least 0, not " + after);
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.after(after, 1))
			.withMessage("The id after which notifications are selected must be at least 0, not " + after);
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.after(0, 1).continuedAfter(after))
			.withMessageContaining("not " + after);
	}

	@ParameterizedTest
	@ValueSource(longs = { 4, 0, -1, Long.MIN_VALUE })
	void nothingEndsBeforeItBegins(long upTo) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventRange.all().after(5).upTo(upTo))
			.withMessageContaining("after version 5 and up to version " + upTo);
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.after(5, 1).upTo(upTo))
			.withMessageContaining("after id 5 and up to id " + upTo);
	}

	@Test
	void aQueryDoesNotContinuePastItsEnd() {
		NotificationQuery query = NotificationQuery.after(0, 1).upTo(5);
		assertThat(query.continuedAfter(5)).isEqualTo(NotificationQuery.after(5, 1).upTo(5));
		assertThatIllegalArgumentException().isThrownBy(() -> query.continuedAfter(6))
			.withMessageContaining("after id 6 and up to id 5");
		assertThatIllegalArgumentException().isThrownBy(() -> EventRange.all().upTo(5).after(6));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE })
	void limitsArePositive(int limit) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventRange.all().limit(limit))
			.withMessage("The limit of a range of events must be positive, not " + limit);
		assertThatIllegalArgumentException().isThrownBy(() -> NotificationQuery.after(0, limit))
			.withMessage("The limit of a page of notifications must be positive, not " + limit);
	}

	@Test
	void aSelectionIsNarrowedDownStepByStep() {
		assertThat(EventRange.all().after(1).upTo(9).limit(3).latestFirst())
			.isEqualTo(new EventRange(1, 9, 3, true, true, null));
		assertThat(EventRange.all()).isEqualTo(new EventRange(0, Long.MAX_VALUE, Integer.MAX_VALUE, false, true, null));
		assertThat(NotificationQuery.after(1, 3).upTo(9).topics(Set.of("Dog.Sat")).continuedAfter(4))
			.isEqualTo(new NotificationQuery(4, 9, 3, Set.of("Dog.Sat")));
	}

}
