package io.peerrelay.cli;

import io.peerrelay.client.IncomingOffer;
import io.peerrelay.protocol.FileInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Asks a person about an offer. */
final class Question {
  private static final int MOST_LINES = 50;

  private final Desk desk;
  private final IncomingOffer offer;
  private final List<Integer> choice;

  /**
   * @param choice places in the offer of the files that are asked about
   */
  Question(Desk desk, IncomingOffer offer, List<Integer> choice) {
    this.desk = desk;
    this.offer = offer;
    this.choice = choice;
  }

  /** The places of those that the person wants; none: no. */
  List<Integer> ask() {
    show();
    String prompt = choice.size() > 1 ? "Accept? [y/N, or numbers like 1,3] " : "Accept? [y/N] ";
    while (true) {
      Optional<String> answer = desk.environment().terminal().orElseThrow().ask(prompt);
      String word = answer.orElse("").strip().toLowerCase(Locale.ROOT);
      if (word.startsWith("y")) return choice;
      if (word.isEmpty() || !Character.isDigit(word.charAt(0))) return List.of();
      Optional<List<Integer>> numbered = numbered(word);
      if (numbered.isPresent()) return numbered.get();
      desk.say("Numbers from 1 to %d, with commas in between.", choice.size());
    }
  }

  private void show() {
    desk.say("%s offers %s:", offer.from(), Sizes.text(offer.files()));
    for (int i = 0; i < Math.min(choice.size(), MOST_LINES); i++) {
      FileInfo file = offer.files().get(choice.get(i));
      String number = choice.size() > 1 ? (i + 1) + "  " : "";
      String unpacked =
          file.originalSize() == null
              ? ""
              : ", %s once unpacked".formatted(Sizes.text(file.originalSize()));
      desk.say("  %s%s  %s%s", number, Plain.text(file.name()), Sizes.text(file.size()), unpacked);
    }
    if (choice.size() > MOST_LINES) desk.say("  … and %d more", choice.size() - MOST_LINES);
    offer.note().ifPresent(note -> desk.say("  \"%s\"", Plain.text(note)));
  }

  private Optional<List<Integer>> numbered(String answer) {
    TreeSet<Integer> places = new TreeSet<>();
    for (String word : answer.split("[,\\s]+", -1)) {
      if (word.isEmpty()) continue;
      if (!word.matches("[0-9]{1,4}")) return Optional.empty();
      int number = Integer.parseInt(word);
      if (number < 1 || number > choice.size()) return Optional.empty();
      places.add(choice.get(number - 1));
    }
    return Optional.of(List.copyOf(places));
  }
}
