package io.eventsourcing.upcasting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventDataTest {

	private final EventData data = new EventData().set("name", "Fido")
		.set("age", 3)
		.set("weight", new BigDecimal("1.50"))
		.set("tag", new BigInteger("98765432109876543210"))
		.set("good", true)
		.set("owner", null)
		.set("home", new EventData().set("city", "Bath"))
		.set("friends", List.of(new EventData().set("name", "Rex")))
		.set("tricks", List.of("sit", "roll over"));

	@Test
	void valuesAreReturnedByType() {
		assertThat(this.data.text("name")).isEqualTo("Fido");
		assertThat(this.data.number("age")).isEqualTo(new BigDecimal("3"));
		assertThat(this.data.number("weight")).isEqualTo(new BigDecimal("1.50"));
		assertThat(this.data.number("tag")).isEqualTo(new BigDecimal("98765432109876543210"));
		assertThat(this.data.flag("good")).isTrue();
		assertThat(this.data.object("home").text("city")).isEqualTo("Bath");
		assertThat(this.data.objects("friends")).extracting((friend) -> friend.text("name")).containsExactly("Rex");
		assertThat(this.data.texts("tricks")).containsExactly("sit", "roll over");
		assertThat(this.data.get("good")).isEqualTo(true);
	}

	@Test
	void nullIsPresentAndAbsentIsNot() {
		assertThat(this.data.has("owner")).isTrue();
		assertThat(this.data.text("owner")).isNull();
		assertThat(this.data.has("colour")).isFalse();
		assertThat(this.data.text("colour")).isNull();
		assertThat(this.data.objects("colour")).isEmpty();
	}

	@Test
	void valuesOfAnotherTypeAreErrorsThatDoNotQuoteThem() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.number("name"))
			.withMessage("The attribute 'name' is a string, not a number");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.text("home"))
			.withMessage("The attribute 'home' is an object, not a string");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.flag("age"))
			.withMessage("The attribute 'age' is a number, not a boolean");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.objects("tricks"))
			.withMessage("The attribute 'tricks' is not an array of objects: it contains a string");
		assertThat(this.data.toString()).contains("name").doesNotContain("Fido");
	}

	@Test
	void onlyValuesOfJsonCanBeSet() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.set("born", Instant.EPOCH))
			.withMessageContaining("'born'")
			.withMessageContaining("java.time.Instant");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.set("born", List.of(Instant.EPOCH)))
			.withMessageContaining("'born'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.set("self", this.data))
			.withMessage("The attribute 'self' cannot contain the whole event");
	}

	@Test
	void listsAreCopied() {
		List<String> tricks = Arrays.asList("sit", null);
		this.data.set("tricks", tricks);
		tricks.set(0, "beg");
		assertThat(this.data.get("tricks")).isEqualTo(Arrays.asList("sit", null));
		assertThatThrownBy(() -> this.data.texts("tricks")).hasMessageContaining("it contains null");
	}

	@Test
	void aDefaultReplacesNullAndAbsentValuesOnly() {
		this.data.setDefault("owner", "Ann").setDefault("colour", "brown").setDefault("name", "Rex");
		assertThat(this.data.text("owner")).isEqualTo("Ann");
		assertThat(this.data.text("colour")).isEqualTo("brown");
		assertThat(this.data.text("name")).isEqualTo("Fido");
	}

	@Test
	void anAttributeIsRenamedUnlessTheNameIsTaken() {
		this.data.rename("name", "called").rename("absent", "name");
		assertThat(this.data.text("called")).isEqualTo("Fido");
		assertThat(this.data.has("name")).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.rename("called", "age"))
			.withMessage("The attribute 'called' cannot be renamed to 'age', which is present as well");
	}

	@Test
	void aCopyIsIndependent() {
		EventData copy = this.data.copy();
		assertThat(copy).isEqualTo(this.data);
		copy.object("home").set("city", "York");
		copy.remove("name");
		assertThat(this.data.object("home").text("city")).isEqualTo("Bath");
		assertThat(this.data.text("name")).isEqualTo("Fido");
	}

	@Test
	void pickedAttributesAreIndependentCopies() {
		EventData picked = this.data.pick("home", "friends", "colour");
		picked.object("home").set("city", "York");
		picked.objects("friends").get(0).remove("name");
		assertThat(picked.names()).containsExactly("home", "friends");
		assertThat(this.data.object("home").text("city")).isEqualTo("Bath");
		assertThat(this.data.objects("friends").get(0).text("name")).isEqualTo("Rex");
	}

}
