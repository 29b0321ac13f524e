package io.eventsourcing.enhancer;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds run again and again.
 */
class RepeatedEnhancementTest {

	@TempDir
	Path temporary;

	@Test
	void enhancingAgainChangesNothing() throws Exception {
		Sources sources = Sources.compile(this.temporary, "Main", Programs.DOG);
		byte[] plain = sources.classFile("Dog");
		byte[] once = sources.enhance().classFile("Dog");
		assertThat(once).isNotEqualTo(plain);
		assertThat(sources.enhance().classFile("Dog")).isEqualTo(once);
	}

	@Test
	void theSameClassFileBecomesTheSame() throws Exception {
		byte[] one = Sources.compile(this.temporary.resolve("1"), "Main", Programs.DOG).enhance().classFile("Dog");
		byte[] other = Sources.compile(this.temporary.resolve("2"), "Main", Programs.DOG).enhance().classFile("Dog");
		assertThat(one).isEqualTo(other);
	}

	@Test
	void aClassThatIsCompiledAgainIsEnhancedAgain() throws Exception {
		byte[] once = Sources.compile(this.temporary, "Main", Programs.DOG).enhance().classFile("Dog");
		assertThat(Sources.compile(this.temporary, "Main", Programs.DOG).enhance().classFile("Dog")).isEqualTo(once);
	}

	@Test
	void whatIsNoAggregateIsLeftAlone() throws Exception {
		Sources sources = Sources.compile(this.temporary, "Main", Programs.DOG);
		byte[] plain = sources.classFile("Main");
		assertThat(sources.enhance().classFile("Main")).isEqualTo(plain);
	}

}
