package io.eventsourcing.docs;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That links between the pages lead somewhere. */
class LinksTest {

	@ParameterizedTest
	@MethodSource("io.eventsourcing.docs.Page#all")
	void linksLeadSomewhere(Page page) {
		assertThat(page.links()).allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
			assertThat(target).exists();
			if (parts.length == 2) {
				assertThat(new Page(target).anchors()).contains(parts[1]);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("io.eventsourcing.docs.Page#all")
	void pagesHaveAHeading(Page page) {
		assertThat(page.text()).startsWith("# ");
	}

	/** All but those about single decisions. */
	@Test
	void theGuideForAssistantsListsAllPages() {
		Path docs = Page.ROOT.resolve("docs");
		assertThat(new Page(docs.resolve("llms.txt")).links()).containsExactlyInAnyOrderElementsOf(Page.all()
			.stream()
			.map((page) -> docs.relativize(page.file()).toString().replace('\\', '/'))
			.filter((page) -> page.endsWith(".md") && !page.startsWith("..") && !page.startsWith("decisions/"))
			.toList());
	}

}
