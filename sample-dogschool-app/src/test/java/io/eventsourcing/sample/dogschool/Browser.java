package io.eventsourcing.sample.dogschool;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Chromium without a window, driven by the chromedriver of the same version. Both are
 * installed on the computer, at the paths in the system properties {@code chromium} and
 * {@code chromedriver}.
 */
final class Browser implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final ChromeDriverService service;

	private final RemoteWebDriver driver;

	Browser(Path profile) throws IOException {
		this.service = new ChromeDriverService.Builder()
			.usingDriverExecutable(new File(System.getProperty("chromedriver", "/usr/bin/chromedriver")))
			.usingAnyFreePort()
			.build();
		this.service.start();
		try {
			// Without tracing
			this.driver = new RemoteWebDriver(this.service.getUrl(), options(profile), false);
		}
		catch (RuntimeException ex) {
			this.service.stop();
			throw ex;
		}
	}

	private static ChromeOptions options(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(System.getProperty("chromium", "/usr/bin/chromium"));
		options.addArguments("--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + profile);
		if (System.getProperty("user.name").equals("root")) {
			options.addArguments("--no-sandbox");
		}
		options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
		return options;
	}

	/** Opens a page in a window of the width, with an empty console. */
	void open(URI page, int width) {
		this.driver.get("about:blank");
		console();
		this.driver.manage().window().setSize(new Dimension(width, 900));
		this.driver.get(page.toString());
	}

	/** The messages in the console of the page since the last call. */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	Object run(String script) {
		return this.driver.executeScript(script);
	}

	/** Types a text into a field, and presses the enter key. */
	void submit(String selector, String text) {
		find(selector).clear();
		press(selector, text, Keys.ENTER);
	}

	void press(String selector, CharSequence... keys) {
		find(selector).sendKeys(keys);
	}

	void click(String selector) {
		find(selector).click();
	}

	/** Awaits that an element shows a text. */
	void awaitText(String selector, String text) {
		await().atMost(LIMIT)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(find(selector).getText()).as(selector).contains(text));
	}

	List<String> texts(String selector) {
		return findAll(selector).stream().map(WebElement::getText).toList();
	}

	/** The addresses of visible links. */
	List<URI> links(String selector) {
		return findAll(selector).stream()
			.filter(WebElement::isDisplayed)
			.map((link) -> URI.create(link.getDomProperty("href")))
			.toList();
	}

	private WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	private List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	@Override
	public void close() {
		try {
			this.driver.quit();
		}
		finally {
			this.service.stop();
		}
	}

}
