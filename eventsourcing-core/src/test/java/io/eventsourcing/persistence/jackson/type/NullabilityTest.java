package io.eventsourcing.persistence.jackson.type;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.type.TypeFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Which attributes must have been stored: those whose names say so. */
class NullabilityTest {

	/** The package is null-marked. */
	record OfThePackage(String required, @Nullable String mayBeNull, int requiredNumber, Integer requiredWrapper,
			Optional<String> mayBeEmpty, OptionalInt mayBeEmptyNumber, String[] requiredArray,
			String @Nullable [] mayBeNullArray, @Nullable String[] requiredArrayOfNulls,
			List<@Nullable String> requiredList, @Foreign.Nullable String mayBeNullElsewhere) {
	}

	record OfTypeVariables<T, N extends @Nullable Object>(T required, N mayBeNull, @Nullable T mayBeNullAsWell) {
	}

	@NullUnmarked
	static class Outer {

		record OfTheEnclosingClass(String mayBeNull, @NonNull String required, int requiredNumber) {
		}

		@NullMarked
		record OfTheClass(String required, @Nullable String mayBeNull) {
		}

		static class OfTheConstructor {

			@NullMarked
			OfTheConstructor(String required, @Nullable String mayBeNull) {
			}

		}

	}

	static class Foreign {

		/** Like those of other libraries, a declaration annotation. */
		@Retention(RetentionPolicy.RUNTIME)
		@interface Nullable {

		}

	}

	@ParameterizedTest
	@ValueSource(classes = { OfThePackage.class, OfTypeVariables.class, Outer.OfTheEnclosingClass.class,
			Outer.OfTheClass.class, Outer.OfTheConstructor.class })
	void onlyWhatCannotBeNullIsRequired(Class<?> type) {
		Constructor<?> constructor = type.getDeclaredConstructors()[0];
		assertThat(constructor.getParameters()).isNotEmpty()
			.allSatisfy((parameter) -> assertThat(Nullability.isRequired(parameter,
					TypeFactory.createDefaultInstance().constructType(parameter.getParameterizedType())))
				.as(parameter.getName())
				.isEqualTo(parameter.getName().startsWith("required")));
	}

}
