package io.peerrelay.publisher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What was published over a line, until RabbitMQ says that it has it. */
final class Confirmations {
  private final NavigableMap<Long, Consumer<Boolean>> waiting = new TreeMap<>();

  /** Of dead letters: the number by delivery. */
  private final Map<Long, Long> numbers = new HashMap<>();

  private final Set<Long> unwanted = new HashSet<>();

  /**
   * @param then hears whether it is stored
   */
  void await(long number, Consumer<Boolean> then) {
    waiting.put(number, then);
  }

  void await(long number, long delivery, Consumer<Boolean> then) {
    numbers.put(delivery, number);
    waiting.put(
        number,
        stored -> {
          numbers.remove(delivery);
          then.accept(stored);
        });
  }

  /** RabbitMQ confirms also what no queue wanted, right after it has said so. */
  void refuse(long delivery) {
    Long number = numbers.get(delivery);
    if (number != null) unwanted.add(number);
  }

  /**
   * @param multiple whether it counts for all before, too
   */
  void settle(long number, boolean multiple, boolean stored) {
    List<Long> settled =
        multiple ? new ArrayList<>(waiting.headMap(number, true).keySet()) : List.of(number);
    for (long one : settled) {
      Consumer<Boolean> then = waiting.remove(one);
      boolean isWanted = !unwanted.remove(one);
      if (then != null) then.accept(stored && isWanted);
    }
  }

  /** The line is gone; nobody is told, since it is not known. */
  void giveUp() {
    waiting.clear();
    numbers.clear();
    unwanted.clear();
  }
}
