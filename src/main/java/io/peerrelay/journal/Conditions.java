package io.peerrelay.journal;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a query asks of single fields, all of it together. There may be more in the query, such as
 * alternatives: what matches it meets these conditions, but not the other way round.
 */
record Conditions(List<Condition> all) {
  /**
   * @param operator such as {@code $gte}; {@code $eq} where the query just names the value
   */
  record Condition(String field, String operator, Object value) {}

  static Conditions of(Document query) {
    List<Condition> conditions = new ArrayList<>();
    collect(query, conditions);
    return new Conditions(conditions);
  }

  /** The text that this field is to be equal to; null if there is none. */
  String textOf(String field) {
    return of(field, "$eq")
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse(null);
  }

  /** No match has less in this field. */
  double least(String field) {
    return Stream.of("$eq", "$gte", "$gt")
        .flatMap(operator -> of(field, operator))
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** No match has more in this field. */
  double greatest(String field) {
    return Stream.of("$eq", "$lte", "$lt")
        .flatMap(operator -> of(field, operator))
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Stream<Object> of(String field, String operator) {
    return all.stream()
        .filter(condition -> condition.field.equals(field) && condition.operator.equals(operator))
        .map(Condition::value)
        .filter(Objects::nonNull);
  }

  private static void collect(Document query, List<Condition> conditions) {
    for (Map.Entry<String, Object> part : query.entrySet()) {
      String name = part.getKey();
      if (name.equals("$and") && part.getValue() instanceof List<?> parts) {
        for (Object one : parts)
          if (one instanceof Document document) collect(document, conditions);
      } else if (part.getValue() instanceof Document operators) {
        operators.forEach(
            (operator, value) -> conditions.add(new Condition(name, operator, value)));
      } else {
        conditions.add(new Condition(name, "$eq", part.getValue()));
      }
    }
  }
}
