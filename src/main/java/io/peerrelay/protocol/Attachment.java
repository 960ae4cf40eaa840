package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a message points to: a transfer or a link, one of the two.
 *
 * @param name for a person to read; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(TransferId transfer, String url, String name) {
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_NAME = 255;

  public Attachment {
    if ((transfer == null) == (url == null))
      throw Field.bad("transfer", transfer == null ? "missing" : "given with a url", "one of both");
    if (url != null) {
      Field.text("url", url, LONGEST_URL);
      if (!url.startsWith("https://") && !url.startsWith("http://"))
        throw Field.bad("url", url, "http:// or https://");
    }
    Field.optionalText("name", name, LONGEST_NAME);
  }
}
