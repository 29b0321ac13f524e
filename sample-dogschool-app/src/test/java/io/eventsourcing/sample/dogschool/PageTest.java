package io.eventsourcing.sample.dogschool;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser. The build leaves this class out where there is no browser,
 * and says so.
 */
@Timeout(120)
class PageTest extends RunningDogSchool implements H2 {

	private static final int WIDE = 1280;

	private static final int NARROW = 360;

	@AutoClose
	private static Browser browser;

	@BeforeAll
	static void startBrowser(@TempDir Path profile) throws Exception {
		browser = new Browser(profile);
	}

	@Test
	void thePageGrowsWithTheLog() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			open(context, WIDE);
			assertThat(browser.texts(".empty")).hasSize(3).allMatch((text) -> text.startsWith("No "));
			browser.run("window.sameAsEver = true");
			browser.submit("#name", "Fido");
			browser.awaitText(".card", "Fido\nversion 1");
			browser.submit(".card input", "roll over");
			browser.awaitText(".card .tricks", "roll over");
			browser.awaitText("#popularity", "roll over\nonce");

			DogSchool school = context.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Rex"), "roll over");
			browser.awaitText(".card", "Rex\nversion 2");
			browser.awaitText("#popularity", "roll over\n2 times");
			assertThat(browser.texts("#events .topic")).containsExactly("Dog.TrickAdded", "Dog.Registered",
					"Dog.TrickAdded", "Dog.Registered");
			assertThat(browser.texts("#events .event-id")).containsExactly("4", "3", "2", "1");

			browser.awaitText("#health-status", "UP");
			assertThat(browser.links("#operations a")).hasSize(4)
				.allSatisfy((link) -> assertThat(status(link)).isEqualTo(200));
			assertThat(browser.run("return window.sameAsEver")).isEqualTo(true);
			assertThat(browser.console()).isEmpty();
		}
	}

	@Test
	void everyVersionOfADogCanBeSeen() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID fido = school.registerDog("Fido");
			school.addTrick(fido, "roll over");
			school.addTrick(fido, "sit");
			open(context, WIDE);
			browser.click(".card .history");
			browser.awaitText("#history-name", "Fido knows 2 tricks");
			browser.press("#history-version", Keys.ARROW_LEFT);
			browser.awaitText("#history-name", "Fido knows 1 trick");
			assertThat(browser.texts("#history-tricks li")).containsExactly("roll over");
			assertThat(browser.texts("#later-tricks li")).containsExactly("sit");
			browser.click("#versions .first button");
			browser.awaitText("#history-name", "Fido knows no tricks");

			school.addTrick(fido, "play dead");
			browser.awaitText("#history-latest", "4");
			assertThat(browser.texts("#versions .number")).containsExactly("4", "3", "2", "1");
			assertThat(browser.texts("#history-number")).containsExactly("1");
			browser.awaitText("#later-tricks", "play dead");
			assertThat(browser.texts("#later-tricks li")).containsExactly("play dead", "sit", "roll over");
			browser.press("#history-version", Keys.ESCAPE);
			browser.click(".event:nth-child(3) .origin");
			browser.awaitText("#history-name", "Fido knows 1 trick");
			assertThat(browser.console()).isEmpty();
		}
	}

	@Test
	void theHistoryShowsWhichPartOfItCouldNotBeLoaded() {
		try (ConfigurableApplicationContext context = start(FailingPaths.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Fido"), "sit");
			open(context, WIDE);
			FailingPaths paths = context.getBean(FailingPaths.class);
			paths.fail("/dogs/[^/]+/history");
			browser.click(".card .history");
			browser.awaitText("#versions-problem", "The events could not be loaded. Part of the test.");
			browser.awaitText("#history-name", "Fido knows 1 trick");
			browser.press("#history-version", Keys.ARROW_LEFT);
			browser.awaitText("#history-name", "Fido knows no tricks");
			assertThat(browser.texts("#versions-problem"))
				.containsExactly("The events could not be loaded. Part of the test.");

			paths.fail("/dogs/[^/]+");
			browser.press("#history-version", Keys.ARROW_RIGHT);
			browser.awaitText("#history-problem", "This version could not be loaded. Part of the test.");
			browser.press("#history-version", Keys.ESCAPE);
			paths.recover();
			browser.click(".card .history");
			browser.awaitText("#history-name", "Fido knows 1 trick");
			browser.awaitText("#versions .first", "Registered");
			assertThat(browser.texts("dialog .problem")).containsOnly("");
		}
	}

	@Test
	void requestsAreRetriedAtTheSameRateHoweverManyEventsArrive() {
		try (ConfigurableApplicationContext context = start(FailingPaths.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID fido = school.registerDog("Fido");
			open(context, WIDE);
			FailingPaths paths = context.getBean(FailingPaths.class);
			paths.fail("/tricks");
			for (int tricks = 1; tricks <= 5; tricks++) {
				school.addTrick(fido, "trick " + tricks);
				browser.awaitText("#event-count", String.valueOf(tricks + 1));
			}
			await().atMost(Duration.ofSeconds(30)).until(() -> paths.rejected().size() >= 3);
			List<Instant> rejected = List.copyOf(paths.rejected());
			for (int i = 1; i < rejected.size(); i++) {
				assertThat(Duration.between(rejected.get(i - 1), rejected.get(i))).isGreaterThan(Duration.ofSeconds(1));
			}
			paths.recover();
			browser.awaitText("#popularity", "trick 5\nonce");
		}
	}

	@Test
	void theHealthIsThatOfNow() {
		try (ConfigurableApplicationContext context = start(ChangingHealth.class)) {
			open(context, WIDE);
			browser.awaitText("#health-status", "UP");
			context.getBean(ChangingHealth.class).goDown();
			browser.awaitText("#health-status", "DOWN");
		}
		browser.awaitText("#connection", "No connection, trying again");
		assertThat(browser.links("#operations a")).isEmpty();
	}

	@Test
	void longNamesFitIntoANarrowWindow() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			school.addTrick(school.registerDog("W".repeat(100)), "w".repeat(100));
			open(context, NARROW);
			browser.awaitText("#popularity", "once");
			browser.click(".history");
			browser.awaitText("#history-name", "knows 1 trick");
			assertThat(browser.run("return ['html', 'dialog'].map((name) => document.querySelector(name))"
					+ ".filter((box) => box.scrollWidth > box.clientWidth).length"))
				.isEqualTo(0L);
		}
	}

	@Test
	void errorsAreShownAndThePageCatchesUp() {
		String port;
		try (ConfigurableApplicationContext context = start()) {
			port = context.getEnvironment().getRequiredProperty("local.server.port");
			open(context, WIDE);
			browser.submit("#name", " ");
			browser.awaitText("#name-problem", "name must not be blank");
			browser.submit("#name", "<img src=x onerror=alert(1)>");
			browser.awaitText(".dog-name", "<img src=x onerror=alert(1)>");
			assertThat(browser.console()).hasSize(1).allMatch((message) -> message.contains("status of 400"));
		}
		browser.awaitText("#connection", "No connection, trying again");
		browser.submit("#name", "Rex");
		browser.awaitText("#name-problem", "The server does not answer");

		try (ConfigurableApplicationContext context = start(Map.of("server.port", port), BusyNeighbour.class)) {
			browser.awaitText("#connection", "Live");
			browser.submit(".card input", "sit");
			browser.awaitText(".card .problem", "Somebody else changed this dog at the same time");
			browser.awaitText(".card .tricks", "bark");
		}
	}

	private static void open(ConfigurableApplicationContext context, int width) {
		browser.open(uri(context, "/"), width);
		browser.awaitText("#connection", "Live");
	}

	private static int status(URI address) throws Exception {
		return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode();
	}

}
