package io.peerrelay.endtoend.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests of the page see what goes wrong in it, and the page's policy holds in a browser. */
class VisitorTest {
  @RegisterExtension static final Visitors visitors = new Visitors("");

  @Test
  void noticesAnErrorInTheConsole() {
    assertThat(problemsOf("console.error('too bad')"))
        .containsExactly("somebody: console: too bad");
  }

  @Test
  void noticesWhatNobodyCaught() {
    assertThat(problemsOf("throw new Error('lost')"))
        .singleElement()
        .asString()
        .contains("not caught: ", "lost");
  }

  @Test
  void runsNoScriptThatStandsInThePage() {
    assertThat(
            problemsOf(
                "const script = document.createElement('script');"
                    + "script.append('console.error(\"ran\")'); document.head.append(script);"))
        .singleElement()
        .asString()
        .contains("TrustedScript");
    assertThat(problemsOf("document.body.setAttribute('onclick', 'console.error(\"ran\")')"))
        .allMatch(problem -> problem.contains("TrustedScript"));
  }

  @Test
  void takesNoStyleThatStandsInThePage() {
    assertThat(problemsOf("document.body.setAttribute('style', 'color: red')"))
        .allMatch(problem -> problem.contains("Content Security Policy"));
  }

  @Test
  void makesNoMarkupOfText() {
    assertThat(problemsOf("document.body.innerHTML = '<p>hello</p>'"))
        .anyMatch(problem -> problem.contains("TrustedHTML"));
  }

  @Test
  void asksNoOtherHost() {
    assertThat(problemsOf("fetch('http://127.0.0.1:9/').catch(() => {})"))
        .isNotEmpty()
        .allMatch(problem -> problem.contains("Content Security Policy"));
    assertThat(problemsOf("new WebSocket('ws://127.0.0.1:9/')"))
        .anyMatch(problem -> problem.contains("Content Security Policy"));
  }

  /** What the tests of the page would fail by, were this run in it. */
  private static List<String> problemsOf(String script) {
    Visitor somebody = visitors.visitor();
    somebody.open();
    somebody.seesTheLogin();
    somebody.page().evaluate("() => { setTimeout(() => { " + script + " }); }");
    somebody.page().waitForCondition(() -> !somebody.problems().isEmpty());
    somebody.expectsProblem(""); // All of them.
    return somebody.problems();
  }
}
