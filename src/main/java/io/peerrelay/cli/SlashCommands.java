package io.peerrelay.cli;

import io.peerrelay.client.RelayException;
import io.peerrelay.protocol.InvalidField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a person in a chat can ask for by a line that begins with a slash. */
final class SlashCommands {
  static final String MARK = "/";

  private final Map<String, Command> byName = new LinkedHashMap<>();
  private final Desk desk;

  private record Command(String usage, String what, Consumer<String> action) {
    boolean takes(String argument) {
      boolean wantsOne = usage.contains(" ");
      return wantsOne != argument.isEmpty();
    }
  }

  SlashCommands(Desk desk) {
    this.desk = desk;
    add("/help", "show these", none -> help());
  }

  /**
   * @param usage its name, and behind a blank what it takes, if anything
   */
  SlashCommands add(String usage, String what, Consumer<String> action) {
    byName.put(usage.split(" ", 2)[0], new Command(usage, what, action));
    return this;
  }

  void run(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    Command command = byName.get(words[0]);
    if (command == null) desk.say("There is no %s; /help shows what there is.", words[0]);
    else if (!command.takes(argument)) desk.say("It is used so: %s", command.usage());
    else run(command, argument);
  }

  private void run(Command command, String argument) {
    try {
      command.action().accept(argument);
    } catch (RelayException | CommandFailure | InvalidField e) {
      Failures.print(e, desk.err());
    }
  }

  private void help() {
    StringBuilder help = new StringBuilder();
    for (Command command : byName.values())
      help.append("  %-22s %s%n".formatted(command.usage(), command.what()));
    help.append("  Whatever else you type is said; a line that begins with // begins with one /.");
    desk.say("%s", help);
  }
}
