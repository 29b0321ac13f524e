package io.eventsourcing.maven;

import java.io.InputStream;
import java.util.List;

import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnhancementParticipantTest {

	private final Plugin plugin = new Plugin();

	private final MavenProject project = new MavenProject(new Model());

	EnhancementParticipantTest() {
		this.plugin.setGroupId("io.eventsourcing");
		this.plugin.setArtifactId("eventsourcing-maven-plugin");
		this.project.setBuild(new Build());
		this.project.getBuild().addPlugin(this.plugin);
	}

	@Test
	void bothGoalsAreAdded() {
		EnhancementParticipant.addGoals(this.project);
		assertThat(this.plugin.getExecutions()).flatExtracting(PluginExecution::getGoals)
			.containsExactly("enhance", "enhance-test");
	}

	@Test
	void executionsOfTheUserReplaceThem() {
		PluginExecution own = new PluginExecution();
		own.setGoals(List.of("enhance"));
		this.plugin.addExecution(own);
		EnhancementParticipant.addGoals(this.project);
		assertThat(this.plugin.getExecutions()).containsExactly(own);
	}

	@Test
	void modulesWithoutClassesAreLeftAlone() {
		this.project.setPackaging("pom");
		EnhancementParticipant.addGoals(this.project);
		assertThat(this.plugin.getExecutions()).isEmpty();
	}

	@Test
	void modulesThatDoNotDeclareThePluginAreLeftAlone() {
		this.project.getBuild().removePlugin(this.plugin);
		EnhancementParticipant.addGoals(this.project);
		assertThat(this.project.getBuildPlugins()).isEmpty();
	}

	@Test
	void itIsRegisteredInTheFormThatEveryMavenReads() throws Exception {
		try (InputStream components = getClass().getResourceAsStream("/META-INF/plexus/components.xml")) {
			assertThat(new String(components.readAllBytes()))
				.contains("<role>org.apache.maven.AbstractMavenLifecycleParticipant</role>")
				.contains("<implementation>" + EnhancementParticipant.class.getName() + "</implementation>");
		}
	}

}
