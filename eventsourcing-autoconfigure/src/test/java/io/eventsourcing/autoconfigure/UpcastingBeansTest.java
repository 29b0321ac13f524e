package io.eventsourcing.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpcastingBeansTest {

	private final UUID id = Ids.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(EventSourcingAutoConfiguration.class, EventSourcingMemoryAutoConfiguration.class))
		.withUserConfiguration(Packages.class)
		.withPropertyValues("eventsourcing.store=memory");

	@Test
	void beansContinueTheStepsOfTheClass() {
		this.runner.withBean(Upcaster.class, () -> new Exclaim("Shop.Opened", 2)).run((context) -> {
			store(context, 1, "{\"title\":\"Tea\"}");
			assertThat(shop(context).name()).isEqualTo("Tea!");
		});
	}

	@Test
	void aBeanForAnUnknownEventFailsAtStartUp() {
		this.runner.withBean(Upcaster.class, () -> new Exclaim("Shopp.Opened", 2))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UpcastingDefinitionException.class)
				.hasMessageContaining(Exclaim.class.getName())
				.hasMessageContaining("Shopp.Opened"));
		this.runner.withBean(Upcaster.class, () -> new Exclaim("Shop.Opened", 1))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(Exclaim.class.getName())
				.hasMessageContaining(Shop.class.getName() + ".rename")
				.hasMessageContaining("apply to the same version"));
	}

	@Test
	void newerVersionsAreReadIfThePropertySaysSo() {
		this.runner.run((context) -> {
			store(context, 3, "{\"name\":\"Tea\",\"city\":\"Bath\"}");
			assertThatExceptionOfType(MapperException.class).isThrownBy(() -> shop(context))
				.withMessageContaining("version 3, which is newer than version 2");
		});
		this.runner.withPropertyValues("eventsourcing.events.newer-versions=read").run((context) -> {
			store(context, 3, "{\"name\":\"Tea\",\"city\":\"Bath\"}");
			assertThat(shop(context).name()).isEqualTo("Tea");
		});
	}

	private Shop shop(ApplicationContext context) {
		return context.getBean(Repository.class).get(Shop.class, this.id);
	}

	private void store(ApplicationContext context, int eventVersion, String json) {
		context.getBean(ApplicationRecorder.class)
			.insertEvents(Append.of(List.of(StoredEvent.builder(this.id, 1)
				.type("Shop", "Opened")
				.eventVersion(eventVersion)
				.timestamp(Instant.now())
				.payload(json.getBytes(StandardCharsets.UTF_8))
				.build())));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = UpcastingBeansTest.class)
	static class Packages {

	}

	record Exclaim(String event, int from) implements Upcaster {

		@Override
		public Upcasted upcast(EventData data) {
			return Upcasted.same(data.set("name", data.text("name") + "!"));
		}

	}

	static class Shop extends Aggregate {

		private final String name;

		@Event("Opened")
		Shop(String name) {
			this.name = name;
		}

		@Upcast(event = "Opened", from = 1)
		static void rename(EventData event) {
			event.rename("title", "name");
		}

		String name() {
			return this.name;
		}

	}

}
