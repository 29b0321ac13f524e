package io.eventsourcing.sample.dogschool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The running application protects its users, its memory and its files. */
@Timeout(120)
class HardeningTest {

	@TempDir
	private Path directory;

	@Test
	void everyResponseHasSecurityHeaders() throws Exception {
		try (ConfigurableApplicationContext context = start(this.directory.resolve("data"))) {
			for (String path : new String[] { "/", "/dogschool.js", "/notifications", "/dogs/1", "/nowhere" }) {
				HttpHeaders headers = send(HttpRequest.newBuilder(uri(context, path)).build()).headers();
				assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).as(path)
					.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
				assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
				assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
				assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("no-referrer");
				assertThat(headers.allValues("Cache-Control")).as(path)
					.containsExactly(path.equals("/") || path.endsWith(".js") ? "no-cache" : "no-store");
			}
		}
	}

	@Test
	void aBodyWithoutADeclaredLengthIsLimited() throws Exception {
		try (ConfigurableApplicationContext context = start(this.directory.resolve("data"))) {
			byte[] body = ("{\"name\": \"Fido\"" + " ".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8);
			HttpRequest request = HttpRequest.newBuilder(uri(context, "/dogs"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
				.build();
			assertThat(send(request).statusCode()).isEqualTo(413);
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theDatabaseIsForItsOwnerOnly() throws Exception {
		Path data = this.directory.resolve("new/data");
		start(data).close();
		assertPermissions(data, "rwx------");
		assertPermissions(data.resolve("dogschool.mv.db"), "rw-------");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aDirectoryThatExistsIsNotChanged() throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		start(this.directory).close();
		assertPermissions(this.directory, "rwxr-xr-x");
		assertPermissions(this.directory.resolve("dogschool.mv.db"), "rw-------");
	}

	private static void assertPermissions(Path file, String expected) throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(expected);
	}

	private static ConfigurableApplicationContext start(Path data) {
		return SpringApplication.run(DogSchoolApplication.class, "--server.port=0",
				"--spring.datasource.url=jdbc:h2:file:" + data.resolve("dogschool") + ";DB_CLOSE_ON_EXIT=FALSE");
	}

	private static URI uri(ConfigurableApplicationContext context, String path) {
		return RunningDogSchool.uri(context, path);
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
