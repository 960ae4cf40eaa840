package io.peerrelay.cli;

import static io.peerrelay.client.RelayClient.await;

import io.peerrelay.client.RelayClient;
import io.peerrelay.client.RelayException;
import io.peerrelay.client.RelayListener;
import io.peerrelay.protocol.ErrorCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the remembered token useless, and forgets it. */
@Command(
    name = "logout",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Log out: the kept login is no longer good, for anybody.")
final class LogoutCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RelayOptions options;

  LogoutCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SignIn signIn = new SignIn(environment, options);
    Optional<StoredLogin> login = signIn.remembered();
    if (login.isEmpty())
      throw new CommandFailure(
          ExitCode.NOT_LOGGED_IN, "Not logged in at " + signIn.servers() + ".", null);
    try (RelayClient client = signIn.connect(new RelayListener() {})) {
      await(client.login(login.get().token(), null));
      await(client.logout());
    } catch (RelayException e) {
      // A token that is not good any more is what was wanted.
      if (!e.code().equals(Optional.of(ErrorCode.BAD_CREDENTIALS))) throw e;
    }
    signIn.forget(login.get());
    options.command().getOut().printf("%s is logged out.%n", login.get().user());
    return ExitCode.DONE;
  }
}
