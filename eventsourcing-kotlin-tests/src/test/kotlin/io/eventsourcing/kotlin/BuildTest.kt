package io.eventsourcing.kotlin

import kotlin.io.path.Path
import kotlin.io.path.readText

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** That the build has enhanced the aggregates, and that the page shows this build and its sources. */
class BuildTest {

	private val page = Path("../docs/kotlin.md").readText()

	@Test
	fun `the build has enhanced the aggregates`() {
		val classFile = Path("target/classes/io/eventsourcing/kotlin/dogschool/Dog.class")
		assertThat(classFile.readText(Charsets.ISO_8859_1)).contains("Lio/eventsourcing/domain/Enhanced;")
	}

	@Test
	fun `the page shows what is compiled and run`() {
		val sources = Path("src").toFile().walk().filter { it.isFile }.map { normalised(it.readText()) }.toList()
		assertThat(snippets("kotlin")).hasSizeGreaterThan(5).allSatisfy { snippet ->
			assertThat(sources).anySatisfy { source ->
				assertThat(source).containsSubsequence(snippet.split("// ...").map(::normalised))
			}
		}
	}

	@Test
	fun `the page shows the build`() {
		val build = normalised(Path("pom.xml").readText())
		assertThat(snippets("xml")).isNotEmpty().allSatisfy {
			assertThat(build).containsSubsequence(it.split("<!-- ... -->").map(::normalised))
		}
	}

	private fun snippets(language: String): List<String> =
		Regex("(?s)```$language\n(.*?)```").findAll(page).map { it.groupValues[1] }.toList()

	private fun normalised(text: String): String = text.replace(Regex("\\s+"), " ").trim()

}
