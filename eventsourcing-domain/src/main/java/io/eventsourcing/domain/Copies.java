package io.eventsourcing.domain;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * How the arguments of an event are copied, so that caller, event and aggregate do not
 * share a collection or an array that one of them may change. What is copied follows from
 * the declared types alone: to ask each value whether it is a collection is several times
 * as slow as the rest of the call.
 */
final class Copies {

	private static final Copies NONE = new Copies(new @Nullable Copier[0]);

	private final @Nullable Copier[] copiers;

	private Copies(@Nullable Copier[] copiers) {
		this.copiers = copiers;
	}

	static Copies of(Type[] declaredTypes) {
		@Nullable Copier[] copiers = new @Nullable Copier[declaredTypes.length];
		boolean any = false;
		for (int i = 0; i < copiers.length; i++) {
			copiers[i] = Copier.of(declaredTypes[i]);
			any |= copiers[i] != null;
		}
		return any ? new Copies(copiers) : NONE;
	}

	boolean isNone() {
		return this == NONE;
	}

	boolean isCopied(int index) {
		return this != NONE && this.copiers[index] != null;
	}

	@Nullable Object[] frozen(@Nullable Object[] values) {
		@Nullable Object[] copies = values.clone();
		for (int i = 0; i < this.copiers.length; i++) {
			Copier copier = this.copiers[i];
			Object value = values[i];
			if (copier != null && value != null) {
				copies[i] = copier.freeze().apply(value);
			}
		}
		return copies;
	}

	@Nullable Object[] thawed(@Nullable Object[] values) {
		@Nullable Object[] copies = values.clone();
		for (int i = 0; i < this.copiers.length; i++) {
			Copier copier = this.copiers[i];
			Object value = values[i];
			if (copier != null && value != null) {
				copies[i] = copier.thaw().apply(value);
			}
		}
		return copies;
	}

}
