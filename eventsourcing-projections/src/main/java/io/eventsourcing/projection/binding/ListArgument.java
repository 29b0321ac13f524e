package io.eventsourcing.projection.binding;

import java.util.List;

import io.eventsourcing.persistence.Recording;

/** The kinds of lists that a method can take as its only parameter. */
enum ListArgument {

	RECORDINGS {

		@Override
		List<?> of(List<Recording> recordings) {
			return recordings;
		}

	},

	EVENTS {

		@Override
		List<?> of(List<Recording> recordings) {
			return recordings.stream().map(Recording::event).toList();
		}

	};

	/** Returns the list that is passed to the method. */
	abstract List<?> of(List<Recording> recordings);

}
