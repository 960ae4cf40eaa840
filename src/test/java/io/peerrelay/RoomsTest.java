package io.peerrelay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom, and what no room does. */
@AnalyzeClasses(packages = "io.peerrelay", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  /** From the top; a room may know those below it, but none at its side. */
  @ArchTest
  static final ArchRule IMPORTS_RUN_DOWNWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("node")
          .definedBy(room("node"))
          .layer("bench")
          .definedBy(room("bench"))
          .layer("cli")
          .definedBy(room("cli"))
          .layer("client")
          .definedBy(room("client"))
          .layer("web")
          .definedBy(room("web"))
          .layer("page")
          .definedBy(room("page"))
          .layer("connection")
          .definedBy(room("connection"))
          .layer("publisher")
          .definedBy(room("publisher"))
          .layer("account")
          .definedBy(room("account"))
          .layer("transfer")
          .definedBy(room("transfer"))
          .layer("conversation")
          .definedBy(room("conversation"))
          .layer("procedure")
          .definedBy(room("procedure"))
          .layer("session")
          .definedBy(room("session"))
          .layer("protocol")
          .definedBy(room("protocol"))
          .layer("websocket")
          .definedBy(room("websocket"))
          .layer("journal")
          .definedBy(room("journal"))
          .layer("settings")
          .definedBy(room("settings"))
          .whereLayer("node")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("bench")
          .mayOnlyAccessLayers("websocket")
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("node", "cli")
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("page")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("page")
          .mayNotAccessAnyLayer()
          .whereLayer("connection")
          .mayOnlyBeAccessedByLayers("node", "web")
          .whereLayer("publisher")
          .mayOnlyBeAccessedByLayers("node", "web", "connection")
          .whereLayer("account")
          .mayOnlyBeAccessedByLayers("node", "web", "connection", "publisher")
          .whereLayer("transfer")
          .mayOnlyBeAccessedByLayers("node", "web", "connection", "publisher")
          .whereLayer("conversation")
          .mayOnlyBeAccessedByLayers("node", "web", "connection", "publisher")
          .whereLayer("procedure")
          .mayOnlyBeAccessedByLayers("node", "connection")
          .whereLayer("procedure")
          .mayOnlyAccessLayers("protocol", "settings")
          .whereLayer("client")
          .mayOnlyAccessLayers("protocol", "websocket")
          .whereLayer("cli")
          .mayOnlyAccessLayers("client", "protocol", "websocket")
          .whereLayer("session")
          .mayOnlyAccessLayers("protocol", "websocket", "journal", "settings")
          .whereLayer("protocol")
          .mayOnlyAccessLayers("websocket", "journal", "settings")
          .whereLayer("websocket")
          .mayNotAccessAnyLayer()
          .whereLayer("journal")
          .mayOnlyAccessLayers("settings")
          .whereLayer("settings")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule ROOMS_HAVE_NO_CYCLES =
      slices().matching("io.peerrelay.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("cli"), room("node"))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule LOGGING_IS_SLF4J =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  private static String room(String name) {
    return "io.peerrelay." + name + "..";
  }
}
