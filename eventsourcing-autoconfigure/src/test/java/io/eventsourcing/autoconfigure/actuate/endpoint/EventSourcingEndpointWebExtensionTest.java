package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.List;
import java.util.Map;

import io.eventsourcing.autoconfigure.actuate.endpoint.EventSourcingEndpointWebExtension.ErrorDescriptor;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventSourcingEndpointWebExtensionTest {

	private static final String[] TRICKS = { "projections", "tricks" };

	private static EventSourcingEndpointWebExtension web(ProjectionOperator operator) {
		return new EventSourcingEndpointWebExtension(new EventSourcingEndpoint(new EventStoreDescriptorFactory(
				new MemoryRecorder(), new Topics(), new DefaultListableBeanFactory(), null), operator));
	}

	/** The state of another part of the application is not a conflict of a request. */
	@Test
	void onlyARefusedActionIsAConflict() {
		EventSourcingEndpointWebExtension web = web(new BrokenOperator());
		assertThatIllegalStateException().isThrownBy(() -> web.projection(TRICKS));
		assertThatIllegalStateException().isThrownBy(() -> web.projection("projections", "tricks", "parked-events"));
		assertThatIllegalStateException().isThrownBy(() -> web.operate(TRICKS, "pause", null, null, null, null, null));
	}

	@Test
	void withoutProjectionsTheErrorNamesNone() {
		assertThat(web(new NoProjections()).projection(TRICKS).getBody())
			.isEqualTo(new ErrorDescriptor("There is no projection with the name 'tricks', only []", List.of()));
	}

	/** A native image writes the bodies of responses as JSON. */
	@ParameterizedTest
	@ValueSource(classes = { ProjectionDescriptor.class, ParkedEventsDescriptor.class, ProjectionResult.class,
			ErrorDescriptor.class })
	void theBodiesOfResponsesHaveHints(Class<?> body) {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, EventSourcingEndpointWebExtension.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(body)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	private static final class BrokenOperator implements ProjectionOperator {

		@Override
		public Map<String, ProjectionDescriptor> describe() {
			throw new IllegalStateException("The pool has been closed");
		}

		@Override
		public ParkedEventsDescriptor parkedEvents(String projection) {
			throw new IllegalStateException("The pool has been closed");
		}

		@Override
		public ProjectionResult operate(String projection, ProjectionRequest request) {
			throw new IllegalStateException("The pool has been closed");
		}

	}

}
