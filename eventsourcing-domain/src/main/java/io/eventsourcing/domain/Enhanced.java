package io.eventsourcing.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on an aggregate class by the enhancer, never by hand: its decorated members trigger
 * events.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Enhanced {

	/** The version of {@link EnhancedCode} that the class was enhanced for. */
	int version();

	/**
	 * The decorated members, each as its name and descriptor followed by the names of its
	 * parameters, separated by blanks: {@code addTrick(Ljava/lang/String;)V trick}. Names
	 * are kept here because before JDK 19 a class that is transformed again at run time
	 * loses them.
	 */
	String[] members();

}
