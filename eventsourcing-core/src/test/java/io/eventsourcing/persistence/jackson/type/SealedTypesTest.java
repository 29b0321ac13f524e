package io.eventsourcing.persistence.jackson.type;

import java.lang.constant.ConstantDesc;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SealedTypesTest {

	private sealed interface Payment {

	}

	private record Cash() implements Payment {
	}

	private enum Size {

		SMALL {
		},
		LARGE

	}

	@Test
	void classesOfTheApplication() {
		assertThat(SealedTypes.isSealed(Payment.class)).isTrue();
		assertThat(SealedTypes.isSealed(Cash.class)).isFalse();
		assertThat(SealedTypes.isSealed(Size.class)).isFalse();
	}

	/** The stored form must not depend on the version of the JDK. */
	@Test
	void classesOfTheJdkCountAsNotSealed() {
		assertThat(ConstantDesc.class.isSealed()).isTrue();
		assertThat(SealedTypes.isSealed(ConstantDesc.class)).isFalse();
	}

}
