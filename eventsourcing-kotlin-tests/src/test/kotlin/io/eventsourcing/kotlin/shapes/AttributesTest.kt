package io.eventsourcing.kotlin.shapes

import java.math.BigDecimal

import io.eventsourcing.domain.DomainEvent
import io.eventsourcing.domain.EventArguments
import io.eventsourcing.domain.EventType
import io.eventsourcing.kotlin.dogschool.Name
import io.eventsourcing.persistence.jackson.JacksonTranscoder
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test

/** Classes in Kotlin are stored and read, with defaults for attributes that were added. */
class AttributesTest {

	private val transcoder = JacksonTranscoder()

	private val aggregate = Attributes().apply { collectEvents() }

	@Test
	fun `the classes are supported`() {
		EventType.of(Attributes::class.java).forEach(transcoder::validate)
	}

	@Test
	fun `a data class with defaults comes back`() {
		aggregate.move(Address("High Street", "York", null, 2))
		assertStored("""{"address":{"street":"High Street","city":"York","floor":null,"doors":2}}""")
	}

	@Test
	fun `defaults fill in for attributes that old events lack`() {
		aggregate.move(Address(""))
		assertThat(read("""{"address":{"street":"High Street"}}""").get("address"))
			.isEqualTo(Address("High Street", "Bath", null, 1))
	}

	@Test
	fun `a missing attribute without a default is an error`() {
		aggregate.move(Address(""))
		assertMismatch("""{"address":{"city":"York"}}""", "'street' is not stored and cannot be null")
		assertMismatch("""{"address":{"street":"a","town":"York"}}""", "'town' is stored but not declared")
	}

	@Test
	fun `a value class is stored as its value`() {
		aggregate.meet(listOf(Person(Name("Ann"), null, linkedSetOf("q", "b", "a")), Person(Name("Ann"), Name("A"))))
		assertStored(
			"""{"people":[{"name":"Ann","nickname":null,"tags":["q","b","a"]},""" +
				"""{"name":"Ann","nickname":"A","tags":[]}]}""",
		)
	}

	@Test
	fun `a class with one property and one with a computed property come back`() {
		aggregate.wrap(Single("a"), Flags(true, 1))
		assertStored("""{"single":{"only":"a"},"flags":{"isOpen":true,"count":1}}""")
	}

	@Test
	fun `classes of a sealed type come back, and objects are the same`() {
		aggregate.pay(listOf(Card("1", listOf(Cash(BigDecimal("1.50")))), Voucher, Waived))
		assertStored(
			"""{"payments":[{"type":"Card","number":"1","refunds":[{"type":"Cash","amount":1.50}]},""" +
				"""{"type":"Voucher"},{"type":"Waived"}]}""",
		)
		assertThat(read(json()).get("payments") as List<*>).last().isSameAs(Waived)
	}

	@Test
	fun `a missing parameter is null only if it may be`() {
		aggregate.addTrick("sit", Name("Ann"), null)
		assertStored("""{"trick":"sit","teacher":"Ann","note":null}""")
		assertThat(read("""{"trick":"sit"}""").asMap())
			.isEqualTo(mapOf("trick" to "sit", "teacher" to null, "note" to null))
		assertMismatch("""{"note":"n"}""", "'trick' is not stored and cannot be null")
	}

	private fun pending(): DomainEvent = aggregate.pendingEvents().single()

	private fun json(): String = String(transcoder.encode(pending().type(), pending().payload()))

	private fun read(json: String): EventArguments =
		transcoder.decode(pending().type(), 1, json.toByteArray()) as EventArguments

	private fun assertStored(json: String) {
		assertThat(json()).isEqualTo(json)
		assertThat(read(json)).isEqualTo(pending().payload())
	}

	private fun assertMismatch(json: String, message: String) {
		assertThatExceptionOfType(AttributeMismatchException::class.java)
			.isThrownBy { read(json) }
			.withMessageContaining(message)
	}

}
