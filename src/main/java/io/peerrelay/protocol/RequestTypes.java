package io.peerrelay.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the requests of the relay protocol are called, and their fields. */
public final class RequestTypes {
  private static final Map<String, Set<String>> FIELDS =
      Arrays.stream(ClientMessage.class.getAnnotation(JsonSubTypes.class).value())
          .collect(
              Collectors.toMap(
                  JsonSubTypes.Type::name,
                  type -> fields(type.value()),
                  (one, other) -> one,
                  TreeMap::new));

  private RequestTypes() {}

  public static Set<String> names() {
    return Collections.unmodifiableSet(FIELDS.keySet());
  }

  /** Empty where there is no request of this name. */
  public static Optional<Set<String>> fields(String type) {
    return Optional.ofNullable(FIELDS.get(type));
  }

  private static Set<String> fields(Class<?> request) {
    return Arrays.stream(request.getRecordComponents())
        .map(RequestTypes::nameOnTheWire)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String nameOnTheWire(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }
}
