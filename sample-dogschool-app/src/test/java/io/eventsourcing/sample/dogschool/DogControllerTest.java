package io.eventsourcing.sample.dogschool;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The REST interface. */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:dogs")
@AutoConfigureMockMvc
class DogControllerTest {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void registersDogsAndTeachesThem() throws Exception {
		MvcTestResult registered = post("/dogs", "{\"name\": \"Fido\"}");
		assertThat(registered).hasStatus(201);
		String id = JsonPath.read(registered.getResponse().getContentAsString(), "$.id");
		assertThat(registered).hasHeader("Location", "/dogs/" + id);
		assertThat(post("/dogs/" + id + "/tricks", "{\"trick\": \"roll over\"}")).hasStatus(204);
		assertThat(this.mvc.get().uri("/dogs/" + id)).hasStatusOk()
			.bodyJson()
			.isEqualTo("{\"name\": \"Fido\", \"tricks\": [\"roll over\"]}", JsonCompareMode.STRICT);
		assertThat(this.mvc.get().uri("/notifications?start=1&limit=1")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[0].topic")
			.isEqualTo("Dog.Registered");
	}

	@Test
	void thePageIsThere() {
		assertThat(this.mvc.get().uri("/index.html")).hasStatusOk().bodyText().contains("<title>");
	}

	private MvcTestResult post(String uri, String json) {
		return this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(json).exchange();
	}

}
