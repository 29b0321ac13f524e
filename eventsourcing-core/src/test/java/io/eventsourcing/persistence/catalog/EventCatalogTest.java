package io.eventsourcing.persistence.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.catalog.scanned.Kennel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventCatalogTest {

	private static final String DOG = """
			Dog
			  Registered 1
			    name: String
			  TrickAdded 1
			    trick: String
			    level: int
			""";

	@TempDir
	private Path folder;

	private Path file() {
		return this.folder.resolve("catalogs/events.catalog");
	}

	private void store(EventCatalog earlier) {
		try {
			Files.createDirectories(file().getParent());
			Files.writeString(file(), earlier.text());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String stored() throws IOException {
		return Files.readString(file());
	}

	private void verify(Class<? extends Aggregate> current, boolean updated, boolean readOnly) {
		EventCatalog.of(current).verify(new CatalogFile(file(), updated, readOnly));
	}

	/** Requires that the change is always refused, and returns why. */
	private String refused(Class<? extends Aggregate> earlier, Class<? extends Aggregate> current) {
		store(EventCatalog.of(earlier));
		String message = failure(current, false);
		assertThat(message).startsWith("The application could no longer read all events that are stored:\n  ");
		assertThat(failure(current, true)).as("updated").isEqualTo(message);
		assertThat(file()).hasContent(EventCatalog.of(earlier).text());
		return message;
	}

	/** Requires that the change is accepted on request, and returns the difference. */
	private String accepted(Class<? extends Aggregate> earlier, Class<? extends Aggregate> current) {
		store(EventCatalog.of(earlier));
		String message = failure(current, false);
		assertThat(message).startsWith("The events have changed, and all stored ones stay readable:\n  ")
			.contains("-Deventsourcing.catalog=update");
		verify(current, true, false);
		assertThat(file()).hasContent(EventCatalog.of(current).text());
		verify(current, false, true);
		return message;
	}

	private String failure(Class<? extends Aggregate> current, boolean updated) {
		try {
			verify(current, updated, false);
		}
		catch (AssertionError ex) {
			return String.valueOf(ex.getMessage());
		}
		throw new IllegalStateException("The catalogue was accepted");
	}

	@Test
	void theTextHasOneLineForEachAttribute() {
		assertThat(EventCatalog.of(Dogs.Dog.class).text()).isEqualTo(DOG);
		assertThat(EventCatalog.of(Dogs.Upcast.class).text()).isEqualTo("""
				Dog (was Hound, Puppy)
				  Barked 2 (removed; reads 1)
				  Registered 1
				    name: String
				  TrickLearned 3 (was Taught, TrickAdded; reads 1, 2)
				    name (was trick): String
				    language: String?
				""");
	}

	@Test
	void valuesAreShownWithTheirParts() {
		assertThat(EventCatalog.of(Dogs.Values.class).text()).isEqualTo("""
				Dog
				  Moved 1
				    address: Address
				      street: String
				      country: Country?
				        CH
				        DE
				    since: Optional<LocalDate>
				  Seen 1
				    shapes: List<Shape>
				      Circle
				        radius: int
				      Square
				        side: int
				    counts: Map<Country, int[]>
				      CH
				      DE
				    pairs: Pair<Tree>[]
				      left: Tree
				        children: List<Tree>
				      right: Tree
				        children: List<Tree>
				""");
	}

	@Test
	void classesAreFoundInPackages() {
		String scanned = Kennel.class.getPackageName();
		assertThat(EventCatalog.scan(scanned).text()).isEqualTo(EventCatalog.of(Kennel.class).text());
		assertThatIllegalArgumentException().isThrownBy(() -> EventCatalog.scan(scanned + ".nothing"))
			.withMessageContaining("No aggregates were found");
	}

	@Test
	void aMissingFileIsWrittenOnce() throws IOException {
		assertThat(failure(Dogs.Dog.class, false)).contains("commit it");
		assertThat(stored()).isEqualTo(DOG);
		verify(Dogs.Dog.class, false, false);
	}

	@Test
	void onABuildServerNothingIsWritten() throws IOException {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> verify(Dogs.Dog.class, true, true))
			.withMessageContaining("on your own machine");
		assertThat(file()).doesNotExist();
		store(EventCatalog.of(Dogs.Dog.class));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> verify(Dogs.NullableAdded.class, true, true))
			.withMessageContaining("-Deventsourcing.catalog=update");
		assertThat(stored()).isEqualTo(DOG);
	}

	@Test
	void lineEndingsDoNotMatter() throws IOException {
		store(EventCatalog.of(Dogs.Dog.class));
		Files.writeString(file(), DOG.replace("\n", "\r\n"));
		verify(Dogs.Dog.class, false, true);
	}

	@Test
	void aDamagedFileIsRefused() throws IOException {
		store(EventCatalog.of(Dogs.Dog.class));
		for (String damaged : List.of(DOG.replace("TrickAdded 1", "<<<<<<<"), "    name: String\n" + DOG)) {
			Files.writeString(file(), damaged);
			assertThat(failure(Dogs.Dog.class, true)).contains("line of the event catalogue is invalid", "Restore");
			assertThat(stored()).isEqualTo(damaged);
		}
	}

	@Test
	void allThatIsWrittenCanBeRead() {
		for (Class<? extends Aggregate> type : List.of(Dogs.Dog.class, Dogs.Upcast.class, Dogs.Values.class)) {
			List<String> lines = EventCatalog.of(type).text().lines().toList();
			assertThat(CatalogNode.lines(CatalogParser.parse(lines))).isEqualTo(lines);
		}
	}

	@Test
	void aRenamedClassNeedsAnAlias() {
		assertThat(refused(Dogs.Dog.class, Dogs.ClassRenamed.class)).contains(
				"Dog: no aggregate class has this name or alias. It may now be called Doggy. Add \"Dog\" to the aliases");
		assertThat(accepted(Dogs.Dog.class, Dogs.ClassRenamedWithAlias.class)).contains("- Dog", "+ Doggy (was Dog)");
	}

	@Test
	void aRenamedEventNeedsAnAlias() {
		assertThat(refused(Dogs.Dog.class, Dogs.EventRenamed.class))
			.contains("Dog.TrickAdded: Dog has no event of this name or alias. It may now be called TrickLearned. "
					+ "Add \"TrickAdded\" to the aliases");
		assertThat(accepted(Dogs.Dog.class, Dogs.EventRenamedWithAlias.class))
			.contains("+ Dog > TrickLearned 1 (was TrickAdded)");
	}

	@Test
	void anAliasMustStay() {
		assertThat(refused(Dogs.EventRenamedWithAlias.class, Dogs.EventRenamed.class))
			.contains("Dog.TrickAdded: Dog has no event of this name or alias");
		assertThat(refused(Dogs.ClassRenamedWithAlias.class, Dogs.ClassRenamed.class))
			.contains("Dog: no aggregate class has this name or alias");
	}

	@Test
	void anEventMayBeReplacedByAStep() {
		assertThat(accepted(Dogs.Dog.class, Dogs.EventDropped.class))
			.contains("+ Dog > TrickAdded 2 (removed; reads 1)");
	}

	@Test
	void anAttributeMustNotBeRemoved() {
		assertThat(refused(Dogs.Dog.class, Dogs.AttributeRemoved.class)).contains(
				"Dog.TrickAdded.level: it was removed or renamed. Restore it, or add a step (@Upcast) from version 1.");
	}

	@Test
	void anAttributeMustNotBeRenamed() {
		assertThat(refused(Dogs.Dog.class, Dogs.AttributeRenamed.class))
			.contains("Dog.TrickAdded.trick: it was removed or renamed")
			.contains("Dog.TrickAdded.name: it was added but cannot be null");
	}

	@Test
	void anAttributeMustNotBeRetyped() {
		assertThat(refused(Dogs.Dog.class, Dogs.AttributeRetyped.class))
			.contains("Dog.TrickAdded.level: its type was int and is now String.");
	}

	@Test
	void aStepAllowsAnyChangeOfAttributes() {
		assertThat(accepted(Dogs.Dog.class, Dogs.AttributeRenamedWithStep.class))
			.contains("- Dog > TrickAdded > trick: String", "+ Dog > TrickAdded 2 (reads 1)");
		accepted(Dogs.Dog.class, Dogs.AttributeRenamedWithAlias.class);
	}

	@Test
	void onlyANullableAttributeMayBeAdded() {
		assertThat(refused(Dogs.Dog.class, Dogs.PrimitiveAdded.class))
			.contains("Dog.Registered.age: it was added but cannot be null, although events without it are stored.");
		assertThat(accepted(Dogs.Dog.class, Dogs.NullableAdded.class)).contains("+ Dog > Registered > breed: String?");
		assertThat(refused(Dogs.NullableAdded.class, Dogs.NullableRequired.class))
			.contains("Dog.Registered.breed: it may be null in stored events, and now cannot be null.");
		accepted(Dogs.NullableRequired.class, Dogs.NullableAdded.class);
	}

	@Test
	void aStepMustStay() {
		assertThat(refused(Dogs.AttributeRenamedWithStep.class, Dogs.AttributeRenamed.class))
			.contains("Dog.TrickAdded: its version was 2 and is now 1. Restore the step (@Upcast) from version 1.");
		assertThat(refused(Dogs.Dog.class, Dogs.LateStep.class))
			.contains("Dog.TrickAdded: no step reads version 1. Restore the step (@Upcast) from that version.");
	}

	@Test
	void partsOfValuesMustStay() {
		assertThat(refused(Dogs.Values.class, Dogs.PartsRemoved.class))
			.contains("Dog.Moved.address.street: it was removed or renamed")
			.contains("Dog.Moved.address.country.DE: it was removed or renamed")
			.contains("Dog.Seen.shapes.Square: it was removed or renamed")
			.contains("Dog.Seen.shapes.Circle.radius: its type was int and is now long.");
	}

	@Test
	void partsOfValuesMayBeAddedAndTheirClassesRenamed() {
		assertThat(accepted(Dogs.Values.class, Dogs.PartsAdded.class)).contains("+ Dog > Moved > address: Location",
				"+ Dog > Moved > address > country > AT", "+ Dog > Seen > shapes > Oval");
	}

}
