package io.peerrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTemplateTest {
  private static final Map<String, String> MARKUP =
      Map.of("username", "<b>\"O'Hara\" & $1 {code}</b>", "code", "01234567", "lifetime", "1 hour");

  @ParameterizedTest
  @ValueSource(strings = {"confirm", "reset"})
  void hasASubjectAndNoGapLeftInEitherForm(String name) {
    MailTemplate template = MailTemplate.named(name);
    Map<String, String> values =
        Map.of("username", "zoe", "code", "01234567", "lifetime", "1 hour");
    assertThat(template.subject()).startsWith("Your Peer Relay code").doesNotContain("\n");
    assertThat(template.text(values)).contains("Hello zoe,", "\n01234567\n", "1 hour");
    assertThat(template.html(values)).contains("Hello zoe,", ">01234567<", "1 hour");
    assertThat(template.text(values) + template.html(values)).doesNotContain("{", "}");
  }

  @Test
  void putsValuesIntoHtmlAsTextAndFillsNoGapInAValue() {
    MailTemplate template = new MailTemplate("", "{username}:{code}", "<p>{username}:{code}</p>");
    assertThat(template.html(MARKUP))
        .isEqualTo("<p>&lt;b&gt;&quot;O&#39;Hara&quot; &amp; $1 {code}&lt;/b&gt;:01234567</p>");
    assertThat(template.text(MARKUP)).isEqualTo("<b>\"O'Hara\" & $1 {code}</b>:01234567");
  }

  @Test
  void saysWhichGapHasNoValue() {
    MailTemplate template = new MailTemplate("", "{unheard}", "");
    assertThatThrownBy(() -> template.text(MARKUP)).hasMessageContaining("{unheard}");
  }
}
