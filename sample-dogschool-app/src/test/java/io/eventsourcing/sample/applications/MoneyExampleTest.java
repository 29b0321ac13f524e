package io.eventsourcing.sample.applications;

import java.math.BigDecimal;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.jackson.EventJsonCustomizer;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.application.Repository;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** A type of the application in an event. */
class MoneyExampleTest {

	@Test
	void aTypeOfTheApplicationIsStored() {
		new ApplicationContextRunner().withUserConfiguration(Beans.class)
			.withPropertyValues("eventsourcing.store=memory")
			.run((context) -> {
				Invoice invoice = new Invoice(new Money("EUR", new BigDecimal("12.50")));
				Repository repository = context.getBean(Repository.class);
				repository.save(invoice);
				assertThat(repository.get(Invoice.class, invoice.id()).price).isEqualTo(invoice.price);
				assertThat(context.getBean(ApplicationRecorder.class)
					.selectNotifications(NotificationQuery.after(0, 1))
					.get(0)
					.payload()).asString().isEqualTo("{\"price\":\"EUR 12.50\"}");
			});
	}

	static class Invoice extends Aggregate {

		private final Money price;

		@Event("Sent")
		Invoice(Money price) {
			this.price = price;
		}

	}

	record Money(String currency, BigDecimal amount) {
	}

	static class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.currency() + " " + value.amount());
		}

	}

	static class MoneyDeserializer extends ValueDeserializer<Money> {

		@Override
		public Money deserialize(JsonParser parser, DeserializationContext context) {
			String[] parts = parser.getString().split(" ");
			return new Money(parts[0], new BigDecimal(parts[1]));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beans {

		@Bean
		EventJsonCustomizer money() {
			return (builder) -> builder
				.addModule(new SimpleModule("money").addSerializer(Money.class, new MoneySerializer())
					.addDeserializer(Money.class, new MoneyDeserializer()));
		}

	}

}
