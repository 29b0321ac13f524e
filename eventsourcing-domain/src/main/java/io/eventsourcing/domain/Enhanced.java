package io.eventsourcing.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an aggregate class that the enhancer has checked and whose decorated members
 * trigger events. The enhancer adds it; it is never written by hand.
 */
@Internal
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Enhanced {

	/** The {@link EnhancedCode#VERSION} that the class was enhanced for. */
	int version();

	/**
	 * The enhanced members. Each entry consists of the name and descriptor of a member
	 * followed by the names of its parameters, separated by spaces:
	 * {@code addTrick(Ljava/lang/String;)V trick}. The names are stored here because,
	 * before JDK 19, a class loses them when an agent retransforms it.
	 */
	String[] members();

}
