package io.eventsourcing.docs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample, processed ahead of time, and the commands of the page about it.
 */
class AheadOfTimeTest {

	private static final String METADATA = "sample-dogschool-app/target/classes/META-INF/native-image/"
			+ "io.eventsourcing/sample-dogschool-app/reachability-metadata.json";

	private static final Page PAGE = new Page(Page.ROOT.resolve("docs/native.md"));

	private static final List<String> SETTINGS = List.of("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:aot");

	private final Path jar = Build.executableJar("sample-dogschool-app");

	@TempDir
	private Path directory;

	@Test
	void theMetadataNamesAggregatesProjectionsAndScripts() {
		String metadata = Page.read(Build.made(METADATA)).replace("\\/", "/");
		assertThat(metadata).contains("\"io.eventsourcing.sample.dogschool.Dog\"", "\"addTrick\"",
				"\"io.eventsourcing.sample.dogschool.TrickPopularity\"",
				"io/eventsourcing/persistence/jdbc/db/*/*.sql");
	}

	@Test
	void theJarStartsWithTheContextThatWasProcessedAheadOfTime() throws Exception {
		List<String> command = new ArrayList<>(List.of("-Dspring.aot.enabled=true", "-jar", this.jar.toString()));
		command.addAll(SETTINGS);
		try (Program program = Program.java(this.directory, command)) {
			String address = program.address();
			assertThat(register(address)).isEqualTo(201);
			assertThat(program.text()).contains("Starting AOT-processed DogSchoolApplication");
			assertThat(get(address + "/actuator/eventsourcing/projections/trick-popularity"))
				.containsPattern("\"kind\"\\s*:\\s*\"projection\"");
			assertThat(get(address + "/actuator/info"))
				.containsPattern("\"eventsourcing\"\\s*:\\s*\\{\\s*\"version\"\\s*:\\s*\"%s\""
					.formatted(Pattern.quote(Build.version())));
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
			assertThat(register(program.address())).isEqualTo(201);
			assertThat(Page.read(this.directory.resolve("classes.log")))
				.containsPattern("io.eventsourcing.persistence.jdbc.JdbcRecorder source: shared objects file");
		}
	}

	/** The arguments of a command of the page, whose jar is that of the sample. */
	private List<String> arguments(String command) {
		assertThat(command).startsWith("java ");
		return Arrays.stream(command.substring("java ".length()).split(" +"))
			.map((argument) -> argument.equals("target/dogschool.jar") ? this.jar.toString() : argument)
			.map((argument) -> argument.replace("dogschool/dogschool.jar", "dogschool/" + this.jar.getFileName()))
			.toList();
	}

	private static int register(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/dogs"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Fido\"}"))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
	}

	private static String get(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

}
