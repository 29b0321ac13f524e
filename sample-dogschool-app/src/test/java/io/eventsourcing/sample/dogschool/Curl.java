package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line of curl, with as much of its syntax as people need who try out the
 * sample.
 */
record Curl(List<String> arguments) {

	static Curl parse(String line) {
		List<String> words = Pattern.compile("'([^']*)'|(\\S+)")
			.matcher(line)
			.results()
			.map((word) -> (word.group(1) != null) ? word.group(1) : word.group(2))
			.toList();
		if (!words.get(0).equals("curl")) {
			throw new IllegalArgumentException(line);
		}
		return new Curl(words.subList(1, words.size()));
	}

	HttpResponse<String> run() throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder();
		for (int i = 0; i < this.arguments.size(); i++) {
			String argument = this.arguments.get(i);
			switch (argument) {
				case "-H" -> request.headers(this.arguments.get(++i).split(": "));
				case "-d" -> request.POST(BodyPublishers.ofString(this.arguments.get(++i)));
				default -> request.uri(URI.create(argument));
			}
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

}
