package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** An application in a process of its own that follows a remote log. */
final class FollowerProgram {

	private FollowerProgram() {
	}

	/**
	 * Starts a process.
	 * @param url the URL of the log
	 * @param database the properties of the database
	 */
	static Process start(String url, String... database) {
		List<String> arguments = new ArrayList<>(List.of("--eventsourcing.upstreams.dogschool.url=" + url,
				"--eventsourcing.projections.lease=1s", "--spring.sql.init.mode=always",
				"--spring.sql.init.schema-locations=classpath:fixtures/elsewhere.sql"));
		for (String property : database) {
			arguments.add("--" + property);
		}
		return JavaProcess.start(List.of("-Xmx128m"), FollowerProgram.class, arguments.toArray(String[]::new));
	}

	public static void main(String[] args) throws IOException {
		SpringApplication application = new SpringApplication(FollowerContract.Following.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
		while (System.in.read() >= 0) {
			// lives as long as its parent
		}
		System.exit(0);
	}

}
