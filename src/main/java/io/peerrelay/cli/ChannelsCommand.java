package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.Channels;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ChannelInfo;
import io.peerrelay.protocol.ChannelMember;
import io.peerrelay.protocol.ChannelMessage;
import io.peerrelay.protocol.Posting;
import io.peerrelay.protocol.Role;
import io.peerrelay.protocol.Username;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists channels, and changes them and who is in them. */
@Command(
    name = "channels",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "List the channels that everybody may join; or do something with one.",
    footer = {"", "The # of a channel may be left out: a shell takes it for a comment."})
final class ChannelsCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  @Option(names = "--mine", description = "Those that you are in.")
  private boolean mine;

  ChannelsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (Session session = session(options)) {
      Channels channels = session.client().channels();
      Channel last = null;
      for (boolean more = true; more; ) {
        ChannelMessage.Channels page = await(channels.list(mine, last));
        for (ChannelInfo channel : page.channels()) say(options, line(channel));
        more = page.more() && !page.channels().isEmpty();
        if (more) last = page.channels().get(page.channels().size() - 1).channel();
      }
    }
    return ExitCode.DONE;
  }

  private static String line(ChannelInfo channel) {
    return channel.channel()
        + "  "
        + channel.members()
        + (channel.members() == 1 ? " member" : " members")
        + (channel.isPrivate() ? ", private" : "")
        + (channel.posting() == Posting.OWNERS ? ", only owners write" : "")
        + (channel.role() == null ? "" : ", you are " + text(channel.role()));
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Make a channel; you are its owner.")
  int create(
      @Mixin RelayOptions relay,
      @Parameters(paramLabel = "CHANNEL") Channel channel,
      @Option(names = "--private", description = "Only who was invited may join.")
          boolean isPrivate,
      @Option(
              names = "--posting",
              paramLabel = "members|owners",
              defaultValue = "members",
              description = "Who may write (default: members).")
          Posting posting) {
    return run(relay, "Created " + channel + ".", it -> it.create(channel, isPrivate, posting));
  }

  @Command(
      name = "join",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Take part in a channel.")
  int join(@Mixin RelayOptions relay, @Parameters(paramLabel = "CHANNEL") Channel channel) {
    return run(relay, "You are in " + channel + " now.", it -> it.join(channel));
  }

  @Command(
      name = "leave",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Take part no longer.")
  int leave(@Mixin RelayOptions relay, @Parameters(paramLabel = "CHANNEL") Channel channel) {
    return run(relay, "You have left " + channel + ".", it -> it.leave(channel));
  }

  @Command(
      name = "invite",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Let a user join; in a private channel as an owner.")
  int invite(
      @Mixin RelayOptions relay,
      @Parameters(paramLabel = "CHANNEL") Channel channel,
      @Parameters(paramLabel = "USER") Username user) {
    return run(relay, user + " may join " + channel + " now.", it -> it.invite(channel, user));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Take a user out of a channel, as an owner.")
  int remove(
      @Mixin RelayOptions relay,
      @Parameters(paramLabel = "CHANNEL") Channel channel,
      @Parameters(paramLabel = "USER") Username user) {
    return run(relay, user + " is in " + channel + " no longer.", it -> it.remove(channel, user));
  }

  @Command(
      name = "role",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "Make a member an owner, or an owner a member, as an owner.")
  int role(
      @Mixin RelayOptions relay,
      @Parameters(paramLabel = "CHANNEL") Channel channel,
      @Parameters(paramLabel = "USER") Username user,
      @Parameters(paramLabel = "owner|member") Role role) {
    return run(
        relay,
        "%s is %s of %s now.".formatted(user, text(role), channel),
        it -> it.setRole(channel, user, role));
  }

  @Command(
      name = "members",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      description = "List who is in a channel.")
  int members(@Mixin RelayOptions relay, @Parameters(paramLabel = "CHANNEL") Channel channel) {
    try (Session session = session(relay)) {
      for (ChannelMember member : ChannelMembers.all(session.client(), channel))
        say(relay, member.username() + (member.role() == Role.OWNER ? "  owner" : ""));
    }
    return ExitCode.DONE;
  }

  private int run(
      RelayOptions relay, String done, Function<Channels, CompletableFuture<?>> action) {
    try (Session session = session(relay)) {
      await(action.apply(session.client().channels()));
      say(relay, done);
    }
    return ExitCode.DONE;
  }

  private Session session(RelayOptions relay) {
    return new SignIn(environment, relay).resume(new RelayListener() {});
  }

  private static void say(RelayOptions relay, String line) {
    relay.command().getOut().println(line);
    relay.command().getOut().flush();
  }

  private static String text(Role role) {
    return role == Role.OWNER ? "an owner" : "a member";
  }
}
