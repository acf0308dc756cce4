package io.rollcall.server.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every page of an organization checks the administrator's right to it. The filter of sessions does not; {@link
 * ForcedBrowsingIT} calls each page without that right.
 */
@AnalyzeClasses(packages = "io.rollcall.server.console", importOptions = ImportOption.DoNotIncludeTests.class)
class OrganizationPagesTest {
    private static final String SLUG = "{slug}";

    @ArchTest
    static final ArchRule everyPageOfAnOrganizationChecksTheRightToIt = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .and(areBelowAnOrganization())
            .should(callConsoleOrganizations())
            .because("only ConsoleOrganizations.get checks that the administrator may see the organization");

    @ArchTest
    static final ArchRule noPageFindsOrganizationsByAnotherWay = noClasses()
            .that()
            .doNotBelongToAnyOf(ConsoleOrganizations.class)
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "it reads organizations",
                    call -> call.getTargetOwner().isEquivalentTo(Organizations.class)
                            && call.getTarget().getName().matches("find|get|list|page")))
            .because("what is read there is not checked against the administrator's right");

    private static DescribedPredicate<JavaMethod> areBelowAnOrganization() {
        return DescribedPredicate.describe(
                "are below an organization", method -> pagesOf(method).findAny().isPresent());
    }

    /** Returns the classes below an organization that have the method, declared or inherited. */
    private static Stream<JavaClass> pagesOf(JavaMethod method) {
        return Stream.concat(Stream.of(method.getOwner()), method.getOwner().getAllSubclasses().stream())
                .filter(page -> !page.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(page -> Stream.of(
                                page.tryGetAnnotationOfType(Path.class), method.tryGetAnnotationOfType(Path.class))
                        .anyMatch(path -> path.isPresent() && path.get().value().contains(SLUG)));
    }

    private static ArchCondition<JavaMethod> callConsoleOrganizations() {
        return new ArchCondition<>("call ConsoleOrganizations.get, itself or through methods of its class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                pagesOf(method).forEach(page -> {
                    boolean calls = calls(method, page, new HashSet<>());
                    events.add(new SimpleConditionEvent(
                            method,
                            calls,
                            method.getFullName() + " of " + page.getSimpleName() + (calls ? " calls" : " does not call")
                                    + " it"));
                });
            }
        };
    }

    private static boolean calls(JavaCodeUnit unit, JavaClass page, Set<JavaCodeUnit> seen) {
        return seen.add(unit)
                && unit.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ConsoleOrganizations.class)
                                        && call.getTarget().getName().equals("get")
                                || called(call.getTarget(), page)
                                        .filter(called -> calls(called, page, seen))
                                        .isPresent());
    }

    /** Returns the method of the page's class that a call reaches; empty if it is of another class. */
    private static Optional<JavaMethod> called(MethodCallTarget target, JavaClass page) {
        String[] parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return Stream.iterate(Optional.of(page), Optional::isPresent, type -> type.get()
                        .getRawSuperclass())
                .map(Optional::get)
                .filter(type -> page.isAssignableTo(target.getOwner().getName()))
                .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream())
                .findFirst();
    }
}
