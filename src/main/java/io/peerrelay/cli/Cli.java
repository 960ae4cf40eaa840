package io.peerrelay.cli;

import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.InvalidField;
import io.peerrelay.protocol.Recipient;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Username;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code peer-relay}: all its commands, and how they end.
 *
 * <pre>
 * 0 done | 1 failed | 2 wrong usage | 3 the other side is offline or declined | 4 not logged in
 * </pre>
 */
public final class Cli {
  static final String NAME = "peer-relay";

  @Command(
      name = NAME,
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Write with people and send them files, through a relay.",
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the other side is offline or declined,",
        "4 not logged in."
      })
  private static final class Root {}

  private Cli() {}

  /**
   * All commands of a client.
   *
   * @param moreSubcommands objects annotated with picocli's {@code @Command}; what they throw ends
   *     with exit code 1 and its message on one line
   */
  public static CommandLine commandLine(Object... moreSubcommands) {
    return commandLine(Environment.ofProcess(), moreSubcommands);
  }

  /** The same in surroundings other than those of this process, for tests and other programs. */
  public static CommandLine commandLine(Environment environment, Object... moreSubcommands) {
    CommandLine line = new CommandLine(new Root());
    for (Object command : moreSubcommands) line.addSubcommand(command);
    line.addSubcommand(new RegisterCommand(environment))
        .addSubcommand(new ConfirmCommand(environment))
        .addSubcommand(new LoginCommand(environment))
        .addSubcommand(new LogoutCommand(environment))
        .addSubcommand(new SendCommand(environment))
        .addSubcommand(new ReceiveCommand(environment))
        .addSubcommand(new ChatCommand(environment))
        .addSubcommand(new HistoryCommand(environment))
        .addSubcommand(new SearchCommand(environment))
        .addSubcommand(new ChannelsCommand(environment))
        .addSubcommand(new ContactsCommand(environment))
        .addSubcommand(new DevicesCommand(environment))
        .addSubcommand(new WhoamiCommand(environment));
    return line.registerConverter(Username.class, checked(Username::new))
        .registerConverter(Recipient.class, checked(Recipient::of))
        .registerConverter(Channel.class, checked(Cli::channel))
        .registerConverter(EmailAddress.class, checked(EmailAddress::new))
        .registerConverter(SessionId.class, checked(SessionId::new))
        .registerConverter(Secret.class, checked(Secret::new))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler((e, arguments) -> misused(e));
  }

  /** Where only a channel can be meant, it is one without its mark, too. */
  private static Channel channel(String name) {
    return new Channel(name.startsWith("#") ? name : "#" + name);
  }

  private static <T> ITypeConverter<T> checked(Function<String, T> constructor) {
    return value -> {
      try {
        return constructor.apply(value);
      } catch (InvalidField e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(Plain.text(e.getMessage()));
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  /** The version in the manifest of the jar that this runs from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"Peer Relay " + (version == null ? "(not packaged)" : version)};
    }
  }
}
