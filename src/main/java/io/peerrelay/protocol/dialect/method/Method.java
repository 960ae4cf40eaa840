package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Request;

/** What a client may call by a number. */
record Method(int number, String name, Parameters parameters, Target target) {
  /**
   * @param params as the client gave them; null for none
   */
  Request request(String id, JsonNode params) {
    try {
      return target.request(id, parameters.inOrder(), parameters.read(params));
    } catch (InvalidField e) {
      return new Request.Refused(id, e.problem());
    }
  }
}
