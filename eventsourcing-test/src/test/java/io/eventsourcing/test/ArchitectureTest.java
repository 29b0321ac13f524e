package io.eventsourcing.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.annotation.CheckReturnValue;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What may be missing where tests need it not. */
@AnalyzeClasses(packages = "io.eventsourcing", importOptions = ArchitectureTest.ThisModule.class)
class ArchitectureTest {

	/** Leaves out tests and the other modules. */
	static final class ThisModule implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return location.contains("/eventsourcing-test/") && !location.contains("/test-classes/");
		}

	}

	@ArchTest
	static final ArchRule SCENARIOS_NEED_NEITHER_JUNIT_NOR_SPRING_BOOT = noClasses().that()
		.resideInAnyPackage("io.eventsourcing.test", "io.eventsourcing.test.support")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.junit..", "org.springframework.boot..", "org.springframework.test..");

	@ArchTest
	static final ArchRule JUNIT_NEEDS_NO_SPRING = noClasses().that()
		.resideInAPackage("..test.junit")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	/** A module that has only aggregates needs neither projections nor databases. */
	@ArchTest
	static final ArchRule ONLY_SCENARIOS_OF_CONSUMERS_KNOW_PROJECTIONS = noClasses().that()
		.haveNameNotMatching(".*\\.test\\.(Projection|Process|TestProjections)\\w*")
		.and()
		.resideInAnyPackage("io.eventsourcing.test", "io.eventsourcing.test.support", "io.eventsourcing.test.junit")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..projection..", "..process..", "..persistence.jdbc..", "org.springframework..",
				"javax.sql..");

	/** They keep an exception for the next step, without which nobody would see it. */
	@ArchTest
	static final ArchRule RESULTS_OF_WHEN_MUST_BE_USED = methods().that()
		.haveName("when")
		.should()
		.beAnnotatedWith(CheckReturnValue.class)
		.orShould()
		.beDeclaredInClassesThat()
		.areAnnotatedWith(CheckReturnValue.class);

	@ArchTest
	static final ArchRule ONLY_SCENARIOS_USE_THEIR_SUPPORT = noClasses().that()
		.resideOutsideOfPackages("io.eventsourcing.test", "io.eventsourcing.test.support")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.eventsourcing.test.support");

	@ArchTest
	static final ArchRule AUTO_CONFIGURATIONS_CAN_BE_EXCLUDED = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic();

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.eventsourcing.(**)")
		.should()
		.beFreeOfCycles();

}
