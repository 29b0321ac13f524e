package io.eventsourcing.projection;

import java.time.Duration;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package of this module may know which. */
@AnalyzeClasses(packages = "io.eventsourcing", importOptions = ArchitectureTest.ThisModule.class)
class ArchitectureTest {

	/** Leaves out tests and the other modules. */
	static final class ThisModule implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return location.contains("/eventsourcing-projections/") && !location.contains("/test-classes/");
		}

	}

	@ArchTest
	static final ArchRule THE_PACKAGES_OF_PROJECTIONS_ARE_LAYERS = layeredArchitecture()
		.consideringOnlyDependenciesInAnyPackage("io.eventsourcing.projection..")
		.layer("face")
		.definedBy("io.eventsourcing.projection")
		.layer("binding")
		.definedBy("..projection.binding")
		.layer("jdbc")
		.definedBy("..projection.jdbc")
		.layer("consumer")
		.definedBy("..projection.runner.consumer")
		.layer("unit")
		.definedBy("..projection.runner.unit")
		.layer("schedule")
		.definedBy("..projection.runner.schedule")
		.layer("runner")
		.definedBy("..projection.runner")
		.whereLayer("runner")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("schedule")
		.mayOnlyBeAccessedByLayers("runner")
		.whereLayer("unit")
		.mayOnlyBeAccessedByLayers("schedule", "runner")
		.whereLayer("consumer")
		.mayOnlyBeAccessedByLayers("unit", "schedule", "runner")
		.whereLayer("jdbc")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("binding")
		.mayOnlyBeAccessedByLayers("jdbc", "consumer", "unit", "runner");

	@ArchTest
	static final ArchRule STORES_ARE_REACHED_THROUGH_THEIR_PORTS = noClasses().that()
		.resideInAPackage("..projection..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..persistence.jdbc..", "..persistence.memory..", "..application..");

	@ArchTest
	static final ArchRule HOW_EVENTS_ARE_WRITTEN_DOES_NOT_MATTER = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("..persistence.jackson..", "tools.jackson..");

	/**
	 * Leases and positions must not depend on the clock of a process, which may be wrong.
	 */
	@ArchTest
	static final ArchRule WORK_IS_SHARED_WITHOUT_THE_CLOCK_OF_THE_PROCESS = noClasses().that()
		.resideInAnyPackage("..projection.runner.schedule", "..projection.runner.unit")
		.should()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("java.time..")
			.and(DescribedPredicate.not(JavaClass.Predicates.type(Duration.class))));

	/** Spring JDBC may be absent. */
	@ArchTest
	static final ArchRule ONLY_ONE_PACKAGE_KNOWS_SPRING_JDBC = noClasses().that()
		.resideOutsideOfPackage("..projection.jdbc")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.jdbc..");

	@ArchTest
	static final ArchRule WHAT_IS_DECLARED_DOES_NOT_KNOW_HOW_IT_RUNS = noClasses().that()
		.resideInAnyPackage("..projection.binding", "..projection.jdbc")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..log..", "..persistence.tracking..", "..persistence.recorder..");

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.eventsourcing.(**)")
		.should()
		.beFreeOfCycles();

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
