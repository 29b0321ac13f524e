package io.eventsourcing.autoconfigure.catalog;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the check that all stored events can be read.
 *
 * @param mode What to do at start-up if the store contains events that the application
 * cannot read.
 * @param ignore Comma-separated list of events that are not checked, such as "Cat.*" or
 * "Cat.Adopted" of another program; by default, all are checked.
 * @param timeout Maximum time that start-up waits until all stored events are checked;
 * the rest is checked in the background.
 */
@ConfigurationProperties("eventsourcing.events.check")
public record EventSourcingEventCheckProperties(@DefaultValue("warn") Mode mode, @DefaultValue List<String> ignore,
		@DefaultValue("5s") Duration timeout) {

	/** What to do if the store contains events that the application cannot read. */
	public enum Mode {

		/** A warning is logged. */
		WARN,

		/**
		 * Start-up fails. If start-up has not waited for all events, or another program
		 * stores such events later, an error is logged.
		 */
		FAIL,

		/** Nothing is checked. */
		OFF

	}

}
