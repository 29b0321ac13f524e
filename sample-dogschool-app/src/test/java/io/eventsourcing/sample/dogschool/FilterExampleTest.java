package io.eventsourcing.sample.dogschool;

import io.eventsourcing.test.autoconfigure.EventSourcingTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

import static org.assertj.core.api.Assertions.assertThat;

/** A bean that the slice leaves out by default. */
@EventSourcingTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DogHistory.class))
class FilterExampleTest {

	@Test
	void onlyWhatIsAskedForIsAdded(@Autowired ApplicationContext context) {
		assertThat(context.getBeanProvider(DogHistory.class).getIfAvailable()).isNotNull();
		assertThat(context.getBeanProvider(DogController.class).getIfAvailable()).isNull();
	}

}
