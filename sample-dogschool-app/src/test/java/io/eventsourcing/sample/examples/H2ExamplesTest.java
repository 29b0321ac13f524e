package io.eventsourcing.sample.examples;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@Import(H2PageSearch.class)
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:examples")
class H2ExamplesTest extends ExamplesContract {

}
