package io.eventsourcing.test.autoconfigure;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Resets the event store before each test that is annotated with {@link ResetEventStore}.
 */
class ResetEventStoreTestExecutionListener extends AbstractTestExecutionListener {

	/** Before the transaction of the test (4000), of which the reset is not a part. */
	static final int ORDER = 3900;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (isAnnotated(testContext)) {
			new EventStoreReset((ConfigurableApplicationContext) testContext.getApplicationContext()).run();
		}
	}

	private static boolean isAnnotated(TestContext testContext) {
		return AnnotatedElementUtils.hasAnnotation(testContext.getTestMethod(), ResetEventStore.class)
				|| TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), ResetEventStore.class);
	}

}
