package io.eventsourcing.sample.dogschool;

import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** What the REST interface says against bad input. */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:badinput")
@AutoConfigureMockMvc
class BadInputTest {

	private static final UUID UNKNOWN = UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private DogSchool school;

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\": \"\"}", "{\"name\": \"  \"}", "{\"name\": null}", "{}" })
	void emptyName(String json) {
		assertProblem(post("/dogs", json), 400, "name must not be blank");
		assertThat(this.school.notificationLog().select(1, 1)).isEmpty();
	}

	@Test
	void longName() {
		assertProblem(post("/dogs", "{\"name\": \"" + "x".repeat(101) + "\"}"), 400,
				"name must be at most 100 characters long");
	}

	@Test
	void emptyTrick() {
		assertProblem(post("/dogs/" + UNKNOWN + "/tricks", "{\"trick\": \"\"}"), 400, "trick must not be blank");
	}

	@Test
	void controlCharacters() {
		assertProblem(post("/dogs", "{\"name\": \"Fi\\u0000do\"}"), 400, "name must not contain control characters");
		assertProblem(post("/dogs/" + UNKNOWN + "/tricks", "{\"trick\": \"roll\\nover\"}"), 400,
				"trick must not contain control characters");
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit must be at least 1", "limit=101, limit must be at most 100",
			"limit=x, limit 'x' is malformed" })
	void whatTheTricksCannotSelect(String query, String problem) {
		assertProblem(get("/tricks?" + query), 400, problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{\"name\": ", "[]", "{\"name\": []}", "name=Fido" })
	void malformedJson(String json) {
		assertProblem(post("/dogs", json), 400,
				"The request body must be a JSON object, such as {\"name\": \"Fido\"} or {\"trick\": \"roll over\"}");
	}

	@Test
	void longBody() {
		assertProblem(post("/dogs", "{}" + " ".repeat(9_998)), 400, "name must not be blank");
		assertProblem(post("/dogs", "{}" + " ".repeat(9_999)), 413,
				"The request body must be at most 10000 bytes long");
	}

	@Test
	void otherMediaType() {
		assertProblem(this.mvc.post().uri("/dogs").contentType(MediaType.TEXT_PLAIN).content("Fido").exchange(), 415,
				"Content-Type 'text/plain;charset=UTF-8' is not supported.");
	}

	@Test
	void malformedId() {
		assertProblem(get("/dogs/1"), 400, "id '1' is malformed");
		assertProblem(post("/dogs/Fido/tricks", "{\"trick\": \"sit\"}"), 400, "id 'Fido' is malformed");
	}

	@Test
	void unknownId() {
		String problem = "There is no Dog with the id " + UNKNOWN;
		assertProblem(get("/dogs/" + UNKNOWN), 404, problem);
		assertProblem(get("/dogs/" + UNKNOWN + "?version=1"), 404, problem);
		assertProblem(get("/dogs/" + UNKNOWN + "/history"), 404, problem);
		assertProblem(post("/dogs/" + UNKNOWN + "/tricks", "{\"trick\": \"sit\"}"), 404, problem);
	}

	@ParameterizedTest
	@CsvSource({ "start=0, start must be at least 1", "limit=0, limit must be at least 1",
			"limit=1001, limit must be at most 1000", "start=x, start 'x' is malformed" })
	void whatTheLogCannotSelect(String query, String problem) {
		assertProblem(get("/notifications?" + query), 400, problem);
	}

	@ParameterizedTest
	@CsvSource({ "?version=0, version must be at least 1", "?version=x, version 'x' is malformed",
			"/history?after=-1, after must be at least 0", "/history?limit=0, limit must be at least 1",
			"/history?limit=1001, limit must be at most 1000" })
	void whatNoDogHas(String query, String problem) {
		assertProblem(get("/dogs/" + this.school.registerDog("Fido") + query), 400, problem);
	}

	@Test
	void whatNoStreamBeginsWith() {
		assertProblem(get("/notifications/stream?after=-1"), 400, "after must be at least 0");
		assertProblem(stream("-1"), 400, "lastEventId must be at least 0");
		assertProblem(stream("x"), 400, "Last-Event-ID 'x' is malformed");
	}

	private MvcTestResult stream(String lastEventId) {
		return this.mvc.get()
			.uri("/notifications/stream")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.header("Last-Event-ID", lastEventId)
			.exchange();
	}

	private static void assertProblem(MvcTestResult result, int status, String detail) {
		assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyText().satisfies((json) -> {
			assertThat(JsonPath.<String>read(json, "$.detail")).isEqualTo(detail);
			assertThat(JsonPath.<Integer>read(json, "$.status")).isEqualTo(status);
			assertThat(JsonPath.<String>read(json, "$.title")).isNotBlank();
		});
	}

	private MvcTestResult get(String uri) {
		return this.mvc.get().uri(uri).exchange();
	}

	private MvcTestResult post(String uri, String json) {
		return this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(json).exchange();
	}

}
