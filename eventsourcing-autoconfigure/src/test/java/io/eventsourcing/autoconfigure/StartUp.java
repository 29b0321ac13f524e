package io.eventsourcing.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Starts applications. */
final class StartUp {

	private ClassLoader classLoader = StartUp.class.getClassLoader();

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final Class<?> source;

	private WebApplicationType webApplicationType = WebApplicationType.NONE;

	private StartUp(Class<?> source) {
		this.source = source;
	}

	/** An application of nothing but what it has on its class path. */
	static StartUp plain() {
		return of(Plain.class);
	}

	/** An application of nothing but this library, JDBC and Spring MVC. */
	static StartUp lean() {
		return of(Lean.class);
	}

	static StartUp of(Class<?> source) {
		return new StartUp(source);
	}

	/** Sets properties; what is set later replaces what was set before. */
	StartUp with(String... properties) {
		for (String property : properties) {
			this.properties.put(property.substring(0, property.indexOf('=')), property);
		}
		return this;
	}

	StartUp with(ClassLoader loader) {
		this.classLoader = loader;
		return this;
	}

	/** Starts a web server as well, on a free port. */
	StartUp onWeb() {
		this.webApplicationType = WebApplicationType.SERVLET;
		return with("server.port=0");
	}

	ConfigurableApplicationContext run() {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(this.classLoader), this.source);
		application.setWebApplicationType(this.webApplicationType);
		return application.run(this.properties.values().stream().map("--"::concat).toArray(String[]::new));
	}

	/** What the application says when it fails to start. */
	String failure(CapturedOutput output) {
		int before = output.getAll().length();
		assertThatThrownBy(() -> run().close());
		String said = output.getAll().substring(before);
		return said.substring(Math.max(said.indexOf("APPLICATION FAILED TO START"), 0));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class Lean {

	}

}
