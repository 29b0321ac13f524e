package ${package};

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:controller")
@AutoConfigureMockMvc
class DogControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void dogsLearnTricksOverHttp() {
		MvcTestResult registered = post("/dogs", "{\"name\": \"Fido\"}");
		assertThat(registered).hasStatus(201);
		String dog = registered.getResponse().getHeader("Location");
		MvcTestResult taught = post(dog + "/tricks", "{\"trick\": \"roll over\"}");
		assertThat(taught).hasStatus(204);
		assertThat(this.mvc.get().uri(dog)).bodyJson()
			.isLenientlyEqualTo("{\"name\": \"Fido\", \"tricks\": [\"roll over\"]}");
		String position = taught.getResponse().getHeader("Event-Position");
		assertThat(this.mvc.get().uri("/tricks").header("Event-Position", position)).bodyJson()
			.isLenientlyEqualTo("[{\"trick\": \"roll over\", \"times\": 1}]");
	}

	@Test
	void unknownDogsAreNotFound() {
		assertThat(this.mvc.get().uri("/dogs/" + UUID.randomUUID())).hasStatus(404);
	}

	@Test
	void dogsNeedAName() {
		assertThat(post("/dogs", "{\"name\": \"\"}")).hasStatus(400);
	}

	@Test
	void operatorsSeeTheProjection() {
		assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk();
		assertThat(this.mvc.get().uri("/actuator/eventsourcing")).hasStatusOk().bodyText().contains("trick-popularity");
	}

	private MvcTestResult post(String uri, String json) {
		return this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(json).exchange();
	}

}
