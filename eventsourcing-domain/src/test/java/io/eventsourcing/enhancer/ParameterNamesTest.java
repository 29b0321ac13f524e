package io.eventsourcing.enhancer;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateDefinitionException;
import io.eventsourcing.domain.EventArguments;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The names of the attributes of events are those of the parameters, by whatever means
 * the compiler keeps them.
 */
class ParameterNamesTest {

	private static final String SOURCE = """
			public class A extends Aggregate {
				@Event public A(long first, List<String> second) { }
			}
			""";

	/** When the class is enhanced. */
	enum When {

		BUILD_TIME {

			@Override
			Class<?> load(Sources sources) {
				return sources.enhance().load("fixture.A");
			}

		},

		LOAD_TIME {

			@Override
			Class<?> load(Sources sources) {
				return sources.load("fixture.A");
			}

		};

		abstract Class<?> load(Sources sources);

	}

	@TempDir
	Path temporary;

	@ParameterizedTest
	@EnumSource
	void parametersAreKept(When when) throws Exception {
		assertNames(when, "-parameters", "-g:none");
	}

	@ParameterizedTest
	@EnumSource
	void variablesAreKept(When when) throws Exception {
		assertNames(when, "-g");
	}

	@ParameterizedTest
	@EnumSource
	void bothAreKept(When when) throws Exception {
		assertNames(when, "-parameters", "-g");
	}

	@ParameterizedTest
	@EnumSource
	void neitherIsKept(When when) {
		Sources sources = Sources.compile(this.temporary, "A", SOURCE, "-g:none");
		assertThatExceptionOfType(AggregateDefinitionException.class).isThrownBy(() -> {
			try {
				newAggregate(when.load(sources));
			}
			catch (IllegalStateException ex) {
				throw ex.getCause();
			}
		})
			.withMessageContaining(
					"the parameter names of the constructor A(long, List) are unknown: compile with -parameters or -g");
	}

	private void assertNames(When when, String... options) throws Exception {
		Class<?> type = when.load(Sources.compile(this.temporary, "A", SOURCE, options));
		EventArguments arguments = (EventArguments) newAggregate(type).pendingEvents().get(0).payload();
		assertThat(arguments.names()).containsExactly("first", "second");
		assertThat(arguments).hasToString("{first=7, second=[a]}");
	}

	private static Aggregate newAggregate(Class<?> type) throws Exception {
		try {
			return (Aggregate) type.getConstructor(long.class, List.class).newInstance(7L, List.of("a"));
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

}
