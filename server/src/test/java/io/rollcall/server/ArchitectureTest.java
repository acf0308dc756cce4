package io.rollcall.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.apache.ibatis.session.SqlSession;

/** The rules of docs/architecture.md, each with its reason. */
@AnalyzeClasses(packages = "io.rollcall.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.rollcall.server";

    @ArchTest
    static final ArchRule ringsPointInwards = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("entry")
            .definedBy(ROOT + ".entry..")
            .layer("surfaces")
            .definedBy(ROOT + ".scim..", ROOT + ".cli..", ROOT + ".ops..", ROOT + ".admin..", ROOT + ".console..")
            .layer("import and export")
            .definedBy(ROOT + ".importexport..", ROOT + ".accessreview..", ROOT + ".rehearsal..")
            .layer("groups")
            .definedBy(ROOT + ".groups..")
            .layer("users")
            .definedBy(ROOT + ".users..")
            .layer("other features")
            .definedBy(
                    ROOT + ".roles..",
                    ROOT + ".tokens..",
                    ROOT + ".oauth..",
                    ROOT + ".organizations..",
                    ROOT + ".secrets..",
                    ROOT + ".adminkeys..",
                    ROOT + ".administrators..",
                    ROOT + ".events.tokens..",
                    ROOT + ".traffic..",
                    ROOT + ".alerts..",
                    ROOT + ".events.webhooks..")
            .layer("credentials")
            .definedBy(ROOT + ".credentials..")
            .layer("activity")
            .definedBy(ROOT + ".activity..")
            .layer("audit")
            .definedBy(ROOT + ".audit..")
            .layer("events")
            .definedBy(ROOT + ".events", ROOT + ".events.receipts")
            .layer("foundations")
            .definedBy(
                    ROOT + ".database..",
                    ROOT + ".http..",
                    ROOT + ".limits..",
                    ROOT + ".retention..",
                    ROOT + ".config..",
                    ROOT + ".telemetry..")
            .layer("kernel")
            .definedBy(ROOT + ".kernel..")
            .whereLayer("entry")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("surfaces")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("import and export")
            .mayOnlyBeAccessedByLayers("entry", "surfaces")
            .whereLayer("groups")
            .mayOnlyBeAccessedByLayers("entry", "surfaces", "import and export")
            .whereLayer("users")
            .mayOnlyBeAccessedByLayers("entry", "surfaces", "import and export", "groups")
            .whereLayer("other features")
            .mayOnlyBeAccessedByLayers("entry", "surfaces", "import and export", "groups", "users")
            .whereLayer("credentials")
            .mayOnlyBeAccessedByLayers("entry", "surfaces", "import and export", "groups", "users", "other features")
            .whereLayer("activity")
            .mayOnlyBeAccessedByLayers(
                    "entry", "surfaces", "import and export", "groups", "users", "other features", "credentials")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers(
                    "entry",
                    "surfaces",
                    "import and export",
                    "groups",
                    "users",
                    "other features",
                    "credentials",
                    "activity")
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("entry", "surfaces", "import and export", "groups", "users", "other features")
            .whereLayer("foundations")
            .mayOnlyBeAccessedByLayers(
                    "events",
                    "entry",
                    "surfaces",
                    "import and export",
                    "groups",
                    "users",
                    "other features",
                    "credentials",
                    "activity",
                    "audit")
            .because("a feature must be readable without knowing how the world reaches it");

    @ArchTest
    static final ArchRule noPackageCycles = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a cycle can only be understood together");

    @ArchTest
    static final ArchRule surfacesDoNotSeeEachOther = slices().matching(ROOT + ".(scim|cli|ops|admin|console)..")
            .should()
            .notDependOnEachOther()
            .because("what two surfaces share is a feature");

    @ArchTest
    static final ArchRule onlyOnePackageSeesScimple = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".scim.scimple..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.directory.scim..")
            .because("SCIMple's next release changes its contracts, and then one package changes");

    @ArchTest
    static final ArchRule scimReachesUsersThroughScimplesRepository = noClasses()
            .that()
            .resideInAPackage(ROOT + ".scim..")
            .and()
            .haveSimpleNameNotEndingWith("UserRepository")
            .should()
            .callMethodWhere(target(owner(type(Users.class))).and(target(nameMatching("create|get|update|delete"))))
            .because("every SCIM operation on users runs through the repository that is registered in SCIMple");

    @ArchTest
    static final ArchRule onlyHttpSeesGrizzly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.glassfish.grizzly..")
            .because("the server below the resources can be replaced in one place");

    @ArchTest
    static final ArchRule featuresKnowNoHttp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + ".entry..",
                    ROOT + ".scim..",
                    ROOT + ".admin..",
                    ROOT + ".console..",
                    ROOT + ".ops..",
                    ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.glassfish..")
            .because("the product's rules hold for every surface");

    @ArchTest
    static final ArchRule onlyTheDatabaseSeesJdbc = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".database..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SqlSession.class)
            .because("transactions and retries have one place");

    @ArchTest
    static final ArchRule kernelKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".kernel..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".kernel.."))
            .because("everyone speaks its words");

    @ArchTest
    static final ArchRule mappersStayInTheirFeature = classes()
            .that()
            .haveSimpleNameEndingWith("Mapper")
            .and()
            .areInterfaces()
            .should()
            .bePackagePrivate()
            .because("a feature's statements are its own");

    @ArchTest
    static final ArchRule everyStatementNamesItsOrganization = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Mapper")
            .and()
            .areDeclaredInClassesThat()
            .areInterfaces()
            .and()
            .areNotAnnotatedWith(CrossOrganization.class)
            .should(takeAnOrganization())
            .because("a statement without its organization leaks one customer's users to another");

    @ArchTest
    static final ArchRule onlyTheDatabaseSeesMyBatis = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".database")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.ibatis..")
            .because("features write SQL and interfaces, and one package knows the library that joins them");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to set the clock");

    @ArchTest
    static final ArchRule clocksAreMadeAtTheBorders = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".entry..")))
            .should()
            .callMethod(Clock.class, "systemUTC")
            .because("there is one clock, and it is injected");

    @ArchTest
    static final ArchRule fieldsAreFinal = fields().that(declaredIn(resideOutsideOfPackage(ROOT + ".cli..")))
            .and(declaredIn(not(nameMatching(".*\\.(Filter|Chunk|Head|Text)(Parser|Scanner)"))))
            .should()
            .beFinal()
            .because("what never changes is safe to share; picocli fills fields in later, and a parser moves on");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)")
            .because("such names say nothing");

    @ArchTest
    static final ArchRule wiringIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".entry.wiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "org.jboss.weld..")
            .because(
                    "one package shows how the parts fit together; all others see the annotations of jakarta.inject alone");

    @ArchTest
    static final ArchRule injectedTypesAreSingletons = constructors()
            .that()
            .areAnnotatedWith(Inject.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Singleton.class)
            .because("a second instance would have caches and counts of its own");

    private static DescribedPredicate<JavaField> declaredIn(DescribedPredicate<? super JavaClass> classes) {
        return DescribedPredicate.describe(
                "declared in classes that " + classes.getDescription(), field -> classes.test(field.getOwner()));
    }

    private static ArchCondition<JavaMethod> takeAnOrganization() {
        return new ArchCondition<>("take an OrganizationId") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes = method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isOrganizationId);
                events.add(new SimpleConditionEvent(
                        method, takes, method.getFullName() + (takes ? " takes" : " does not take") + " one"));
            }
        };
    }

    private static boolean isOrganizationId(JavaClass type) {
        return type.isEquivalentTo(OrganizationId.class);
    }
}
