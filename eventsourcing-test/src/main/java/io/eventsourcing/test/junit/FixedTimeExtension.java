package io.eventsourcing.test.junit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Replacement;
import io.eventsourcing.test.TestClock;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Binds the clock of {@link FixedTime}, the nearest one: that of the method, of its
 * class, or of an enclosing class.
 */
final class FixedTimeExtension extends BindingExtension<TestClock> implements ParameterResolver {

	@Override
	TestClock create(ExtensionContext scope) {
		String time = find(scope).map(FixedTime::value)
			.orElseThrow(() -> new ExtensionConfigurationException(
					"Annotate %s with @FixedTime instead of registering its extension"
						.formatted(scope.getDisplayName())));
		try {
			return new TestClock(Instant.parse(time));
		}
		catch (DateTimeParseException ex) {
			throw new ExtensionConfigurationException(
					"@FixedTime(\"%s\") is not a time such as 2026-02-01T00:00:00Z".formatted(time), ex);
		}
	}

	private static Optional<FixedTime> find(ExtensionContext scope) {
		return AnnotationSupport.findAnnotation(scope.getTestMethod(), FixedTime.class)
			.or(() -> AnnotationSupport.findAnnotation(scope.getRequiredTestClass(), FixedTime.class,
					scope.getEnclosingTestClasses()));
	}

	@Override
	Replacement bind(TestClock clock) {
		return EventClock.bind(clock);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestClock.class;
	}

	@Override
	public TestClock resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return value(context);
	}

}
