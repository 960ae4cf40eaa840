package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Contact;
import io.peerrelay.protocol.Standing;
import io.peerrelay.protocol.Username;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists whom the user trusts or has blocked, and changes that. */
@Command(
    name = "contacts",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "List whom you trust and whom you have blocked; or change that.")
final class ContactsCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  ContactsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = options.command().getOut();
    try (Session session = session(options)) {
      for (Contact contact : await(session.client().people().contacts()))
        out.printf(
            "%s  %s%n", contact.username(), contact.standing().name().toLowerCase(Locale.ROOT));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Let `receive --accept trusted` take this user's files without asking.")
  int trust(@Mixin RelayOptions relay, @Parameters(paramLabel = "USER") Username user) {
    return set(relay, user, Standing.TRUSTED, "You trust %s now.");
  }

  @Command(
      name = "block",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Get nothing from this user any more, who can't tell.")
  int block(@Mixin RelayOptions relay, @Parameters(paramLabel = "USER") Username user) {
    return set(relay, user, Standing.BLOCKED, "%s is blocked now.");
  }

  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Neither trust nor block this user any longer.")
  int forget(@Mixin RelayOptions relay, @Parameters(paramLabel = "USER") Username user) {
    return set(relay, user, null, "%s is like anybody else now.");
  }

  private int set(RelayOptions relay, Username user, Standing standing, String done) {
    try (Session session = session(relay)) {
      await(session.client().people().setContact(user, standing));
      relay.command().getOut().printf(done + "%n", user);
    }
    return ExitCode.DONE;
  }

  private Session session(RelayOptions relay) {
    return new SignIn(environment, relay).resume(new RelayListener() {});
  }
}
