package io.eventsourcing.autoconfigure.projection;

/**
 * A bean that is a projection.
 *
 * @param name the name of the projection
 * @param beanName the name of the bean
 * @param type the name of its class, for messages
 */
record ProjectionBean(String name, String beanName, String type) {

	/** The prefix that Spring gives to the names of beans behind scoped proxies. */
	private static final String SCOPED_TARGET = "scopedTarget.";

	/** Returns a description for messages. */
	@Override
	public String toString() {
		return "'%s' (%s)".formatted(this.beanName.replace(SCOPED_TARGET, ""), this.type);
	}

}
