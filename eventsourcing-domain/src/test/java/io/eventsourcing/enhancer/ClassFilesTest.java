package io.eventsourcing.enhancer;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which class files may have to be enhanced. */
class ClassFilesTest {

	@TempDir
	Path temporary;

	@Test
	void aRecordThatIsAnEventIsNotEnhanced() throws Exception {
		Sources sources = Sources.compile(this.temporary, "A", """
				class A extends Aggregate {
					@Event(aliases = "Moved") record Relocated(String place) { }
					@Event A() { }
					@Apply private void on(Relocated event) { }
				}
				""");
		assertThat(ClassFiles.mayBeEnhanced(sources.classFile("A"))).isTrue();
		assertThat(ClassFiles.mayBeEnhanced(sources.classFile("A$Relocated"))).isFalse();
	}

}
