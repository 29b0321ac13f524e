package io.eventsourcing.autoconfigure;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.jdbc.transaction.TargetDataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Auto-configurations look like those of Spring Boot itself.
 */
@AnalyzeClasses(packages = "io.eventsourcing.autoconfigure", importOptions = ImportOption.DoNotIncludeTests.class)
class WiringRulesTest {

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate()
		.andShould()
		.beDeclaredInClassesThat()
		.areMetaAnnotatedWith(Configuration.class);

	@ArchTest
	static final ArchRule whatUsersDoNotTypeIsPackagePrivate = classes().that()
		.resideInAPackage("io.eventsourcing.autoconfigure")
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.and()
		.doNotHaveSimpleName("EventSourcingProperties")
		.and()
		.areNotAnnotations()
		.and()
		.haveSimpleNameNotEndingWith("Customizer")
		.should()
		.bePackagePrivate();

	/** All other public types may be used by applications, and are stable. */
	@ArchTest
	static final ArchRule whatIsPublicForTechnicalReasonsIsInternal = classes().that()
		.resideInAnyPackage("..autoconfigure.datasource", "..autoconfigure.diagnostics", "..autoconfigure.projection",
				"..autoconfigure.projection.beans", "..autoconfigure.schema", "..autoconfigure.support")
		.and()
		.areTopLevelClasses()
		.and()
		.arePublic()
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.and()
		.areNotAnnotatedWith(ConfigurationProperties.class)
		.and()
		.areNotAssignableTo(Throwable.class)
		.should()
		.beAnnotatedWith(Internal.class);

	@ArchTest
	static final ArchRule theDatabaseIsReachedThroughTheCore = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.flywaydb..", "org.postgresql..", "org.h2..", "tools.jackson..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.eventsourcing.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theRoomsOfTheJdbcStoreAreClosed = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("..persistence.jdbc.append", "..persistence.jdbc.sql", "..persistence.jdbc.notify");

	@ArchTest
	static final ArchRule ofTransactionsOnlyTheDataSourceIsLookedAt = noClasses().should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("..persistence.jdbc.transaction")
			.and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(TargetDataSource.class))));

	/** The module may be absent. */
	@ArchTest
	static final ArchRule onlyTheRoomsOfProjectionsKnowThem = noClasses().that()
		.resideOutsideOfPackage("..autoconfigure.projection..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.eventsourcing.projection..", "..autoconfigure.projection..");

	/** Spring's web modules and the module of the remote log may be absent. */
	@ArchTest
	static final ArchRule onlyTheRoomsOfTheWebKnowTheWeb = noClasses().that()
		.resideOutsideOfPackages("..autoconfigure.web", "..autoconfigure.projection.web", "..autoconfigure.upstream")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "..autoconfigure.web",
				"..autoconfigure.projection.web", "io.eventsourcing.remote..");

	/** Spring Boot Actuator may be absent. */
	@ArchTest
	static final ArchRule onlyTheRoomsOfTheActuatorKnowIt = noClasses().that()
		.resideOutsideOfPackages("..autoconfigure.actuate..", "..autoconfigure.projection.actuate")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..",
				"..autoconfigure.actuate..", "..autoconfigure.projection.actuate");

	/** Micrometer may be absent. */
	@ArchTest
	static final ArchRule onlyTheRoomsOfObservationsKnowMicrometer = noClasses().that()
		.resideOutsideOfPackages("..autoconfigure.observation", "..autoconfigure.metrics",
				"..autoconfigure.projection.observation", "..autoconfigure.projection.metrics",
				"..autoconfigure.metadata")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.micrometer..");

	@ArchTest
	static final ArchRule ofTheWebUsersTypePropertiesOnly = classes().that()
		.resideInAnyPackage("..autoconfigure.web", "..autoconfigure.projection.web")
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.and()
		.areNotAnnotatedWith(ConfigurationProperties.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule ofProjectionsUsersTypePropertiesOnly = classes().that()
		.resideInAPackage("..autoconfigure.projection")
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.and()
		.areNotAnnotatedWith(ConfigurationProperties.class)
		.and()
		.haveSimpleNameNotStartingWith("ProjectionSummar")
		.should()
		.bePackagePrivate();

}
