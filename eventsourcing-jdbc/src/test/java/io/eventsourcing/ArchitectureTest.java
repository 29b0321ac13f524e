package io.eventsourcing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.jackson.shape.AttributeMismatchException;
import io.eventsourcing.persistence.jackson.shape.JsonShape;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.eventsourcing", importOptions = ArchitectureTest.Production.class)
class ArchitectureTest {

	/** Leaves out tests, those in the test jars of other modules included. */
	static final class Production implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("/test-classes/") && !location.contains("-tests.jar")
					&& !location.contains("internal-tests");
		}

	}

	@ArchTest
	static final ArchRule THE_DOMAIN_KNOWS_NOTHING_ELSE = classes().that()
		.resideInAPackage("..domain")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "io.eventsourcing.domain", "com.github.f4b6a3.uuid..", "org.jspecify..");

	@ArchTest
	static final ArchRule PERSISTENCE_KNOWS_NEITHER_LOG_NOR_APPLICATIONS = noClasses().that()
		.resideInAPackage("..persistence..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..log..", "..application..");

	@ArchTest
	static final ArchRule THE_LOG_DOES_NOT_KNOW_APPLICATIONS = noClasses().that()
		.resideInAPackage("..log..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..application..");

	/**
	 * Leases are compared by the clock of the database; that of a process may be wrong.
	 */
	@ArchTest
	static final ArchRule LEASES_DO_NOT_DEPEND_ON_THE_CLOCK_OF_THE_PROCESS = noClasses().that()
		.resideInAPackage("..persistence.jdbc.tracking")
		.should()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(OffsetDateTime.class, "now")
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(Clock.class);

	@ArchTest
	static final ArchRule TRACKING_KNOWS_NOTHING_ELSE = classes().that()
		.resideInAPackage("..persistence.tracking")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "io.eventsourcing.persistence.tracking", "org.jspecify..");

	@ArchTest
	static final ArchRule STORES_KNOW_RECORDERS_ONLY = noClasses().that()
		.resideInAnyPackage("..persistence.recorder..", "..persistence.memory..", "..persistence.jdbc..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.eventsourcing.persistence", "..persistence.jackson..", "..persistence.topics",
				"..persistence.metadata");

	@ArchTest
	static final ArchRule MEMORY_DOES_NOT_KNOW_JDBC = noClasses().that()
		.resideInAPackage("..persistence.memory..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..persistence.jdbc..");

	@ArchTest
	static final ArchRule JDBC_DOES_NOT_KNOW_MEMORY = noClasses().that()
		.resideInAPackage("..persistence.jdbc..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..persistence.memory..");

	@ArchTest
	static final ArchRule THE_PACKAGES_OF_THE_JDBC_STORE_ARE_LAYERS = layeredArchitecture()
		.consideringOnlyDependenciesInAnyPackage("io.eventsourcing.persistence.jdbc..")
		.layer("face")
		.definedBy("io.eventsourcing.persistence.jdbc")
		.layer("append")
		.definedBy("..jdbc.append")
		.layer("sql")
		.definedBy("..jdbc.sql")
		.layer("lock")
		.definedBy("..jdbc.lock")
		.layer("notify")
		.definedBy("..jdbc.notify")
		.layer("tracking")
		.definedBy("..jdbc.tracking")
		.layer("catalog")
		.definedBy("..jdbc.catalog")
		.layer("transaction")
		.definedBy("..jdbc.transaction")
		.layer("schema")
		.definedBy("..jdbc.schema")
		.whereLayer("face")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("tracking")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("catalog")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("append")
		.mayOnlyBeAccessedByLayers("face")
		.whereLayer("notify")
		.mayOnlyBeAccessedByLayers("face")
		.whereLayer("sql")
		.mayOnlyBeAccessedByLayers("face", "append")
		.whereLayer("lock")
		.mayOnlyBeAccessedByLayers("face", "append", "sql", "tracking")
		.whereLayer("transaction")
		.mayOnlyBeAccessedByLayers("face", "append", "sql", "lock", "notify", "tracking")
		.whereLayer("schema")
		.mayOnlyBeAccessedByLayers("face", "sql", "lock", "notify", "tracking", "catalog");

	@ArchTest
	static final ArchRule THE_PACKAGES_OF_THE_STORED_JSON_ARE_LAYERS = layeredArchitecture()
		.consideringOnlyDependenciesInAnyPackage("io.eventsourcing.persistence.jackson..")
		.layer("face")
		.definedBy("io.eventsourcing.persistence.jackson")
		.layer("shape")
		.definedBy("..jackson.shape")
		.layer("type")
		.definedBy("..jackson.type")
		.whereLayer("face")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("shape")
		.mayOnlyBeAccessedByLayers("face")
		.whereLayer("type")
		.mayOnlyBeAccessedByLayers("face", "shape");

	@ArchTest
	static final ArchRule THE_PACKAGES_OF_THE_STORED_JSON_ARE_CLOSED = noClasses().that()
		.resideOutsideOfPackage("..persistence.jackson..")
		.should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("..jackson.shape", "..jackson.type")
			.and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(JsonShape.class)))
			.and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(AttributeMismatchException.class))));

	@ArchTest
	static final ArchRule NO_PACKAGE_IS_CROWDED = classes().that()
		.resideInAnyPackage("..persistence.jdbc..", "..persistence.jackson..")
		.should(new ArchCondition<>("be in a package with at most 15 types") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				long types = type.getPackage()
					.getClasses()
					.stream()
					.filter((each) -> each.isTopLevelClass() && !each.isArray()
							&& !each.getSimpleName().equals("package-info"))
					.count();
				events.add(new SimpleConditionEvent(type, types <= 15,
						"%s is in a package with %d types".formatted(type.getName(), types)));
			}

		});

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.eventsourcing.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule NOTHING_NEEDS_THE_ENHANCER = noClasses().that()
		.resideOutsideOfPackage("..enhancer")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..enhancer", "net.bytebuddy..");

	@ArchTest
	static final ArchRule APPLICATIONS_CAN_BE_PROXIED = methods().that()
		.areDeclaredIn(Application.class)
		.and()
		.areNotPrivate()
		.and()
		.areNotStatic()
		.should()
		.notHaveModifier(JavaModifier.FINAL)
		.andShould()
		.notBePackagePrivate();

	@ArchTest
	static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
		.should(new ArchCondition<>("be in a null-marked package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(type, marked,
						type.getName() + " is in a package without @NullMarked"));
			}

		});

}
