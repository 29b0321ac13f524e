package io.eventsourcing.domain;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Copies the arguments of an event, so that the caller, the event and the aggregate do
 * not share a collection or an array that one of them may change. Only the declared types
 * determine what is copied: checking whether each value is a collection would take
 * several times as long as the rest of a call.
 */
final class ArgumentCopier {

	private static final ArgumentCopier NONE = new ArgumentCopier(new @Nullable CollectionCopier[0]);

	private final @Nullable CollectionCopier[] copiers;

	private ArgumentCopier(@Nullable CollectionCopier[] copiers) {
		this.copiers = copiers;
	}

	static ArgumentCopier of(Type[] declaredTypes) {
		@Nullable CollectionCopier[] copiers = new @Nullable CollectionCopier[declaredTypes.length];
		boolean any = false;
		for (int i = 0; i < copiers.length; i++) {
			copiers[i] = CollectionCopier.of(declaredTypes[i]);
			any |= copiers[i] != null;
		}
		return any ? new ArgumentCopier(copiers) : NONE;
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
			CollectionCopier copier = this.copiers[i];
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
			CollectionCopier copier = this.copiers[i];
			Object value = values[i];
			if (copier != null && value != null) {
				copies[i] = copier.thaw().apply(value);
			}
		}
		return copies;
	}

}
