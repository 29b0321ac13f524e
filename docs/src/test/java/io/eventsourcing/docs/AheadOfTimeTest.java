package io.eventsourcing.docs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample, processed ahead of time, and the commands of the page (scenarios 35, 36,
 * 41).
 */
class AheadOfTimeTest {

	private static final Path SAMPLE = Page.ROOT.resolve("sample-dogschool-app/target");

	private static final Path JAR = SAMPLE.resolve("sample-dogschool-app-0.1.0-SNAPSHOT.jar");

	private static final Page PAGE = new Page(Page.ROOT.resolve("docs/native.md"));

	private static final List<String> SETTINGS = List.of("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:aot");

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	private Path directory;

	@Test
	void theMetadataNamesAggregatesProjectionsAndScripts() {
		String metadata = Page
			.read(SAMPLE.resolve(
					"classes/META-INF/native-image/io.eventsourcing/sample-dogschool-app/reachability-metadata.json"))
			.replace("\\/", "/");
		assertThat(metadata).contains("\"io.eventsourcing.sample.dogschool.Dog\"", "\"addTrick\"",
				"\"io.eventsourcing.sample.dogschool.TrickPopularity\"",
				"io/eventsourcing/persistence/jdbc/db/*/*.sql");
	}

	@Test
	void theJarStartsWithTheContextThatWasProcessedAheadOfTime() throws Exception {
		List<String> command = new ArrayList<>(
				List.of("-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-jar", JAR.toString()));
		command.addAll(SETTINGS);
		try (Program program = Program.java(this.directory, command)) {
			assertThat(register(program)).isEqualTo(201);
			assertThat(program.text()).contains("Starting AOT-processed DogSchoolApplication");
		}
	}

	@Test
	void theCommandsForTheCacheWork() throws Exception {
		List<String> commands = PAGE.lines((Runtime.version().feature() >= 25) ? "sh aot-cache" : "sh cds-archive");
		assertThat(commands).hasSize(3);
		for (String command : commands.subList(0, 2)) {
			try (Program program = Program.java(this.directory, arguments(command))) {
				assertThat(program.exitCode()).as("%s: %s", command, program.text()).isZero();
			}
		}
		List<String> last = new ArrayList<>(List.of("-Xlog:class+load:file=classes.log"));
		last.addAll(arguments(commands.get(2)));
		last.addAll(SETTINGS);
		try (Program program = Program.java(this.directory, last)) {
			assertThat(register(program)).isEqualTo(201);
			assertThat(Page.read(this.directory.resolve("classes.log")))
				.containsPattern("io.eventsourcing.persistence.jdbc.JdbcRecorder source: shared objects file");
		}
	}

	/** The arguments of a command of the page, whose jar is that of the sample. */
	private static List<String> arguments(String command) {
		assertThat(command).startsWith("java ");
		return Arrays.stream(command.substring("java ".length()).split(" +"))
			.map((argument) -> argument.equals("target/dogschool.jar") ? JAR.toString() : argument)
			.map((argument) -> argument.replace("dogschool/dogschool.jar", "dogschool/" + JAR.getFileName()))
			.toList();
	}

	private static int register(Program program) throws Exception {
		String port = Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> STARTED.matcher(program.text())
				.results()
				.map((match) -> match.group(1))
				.findFirst()
				.orElse(""), (found) -> !found.isEmpty());
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dogs"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Fido\"}"))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
	}

}
