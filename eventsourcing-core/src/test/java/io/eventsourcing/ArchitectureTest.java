package io.eventsourcing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.eventsourcing.application.Application;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package may know which. */
@AnalyzeClasses(packages = { "io.eventsourcing.domain", "io.eventsourcing.enhancer", "io.eventsourcing.persistence",
		"io.eventsourcing.application" }, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule THE_DOMAIN_KNOWS_NOTHING_ELSE = classes().that()
		.resideInAPackage("..domain")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "io.eventsourcing.domain", "com.github.f4b6a3.uuid..", "org.jspecify..");

	@ArchTest
	static final ArchRule PERSISTENCE_DOES_NOT_KNOW_APPLICATIONS = noClasses().that()
		.resideInAPackage("..persistence..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..application..");

	@ArchTest
	static final ArchRule STORES_DO_NOT_KNOW_EACH_OTHER = slices().matching("io.eventsourcing.persistence.(*)..")
		.should()
		.notDependOnEachOther();

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
