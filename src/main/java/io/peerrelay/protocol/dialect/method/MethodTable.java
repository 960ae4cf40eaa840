package io.peerrelay.protocol.dialect.method;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.settings.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What clients may call by a number: conf/methods.conf, or an operator's own table. */
public final class MethodTable {
  /** What a login by subprotocols is answered as. */
  static final int LOGIN_BY_SUBPROTOCOLS = 20_000;

  private static final String OWN = "methods.conf";

  private static final Method SIGN_UP =
      new Method(
          10_000,
          "SignUp",
          new Parameters(List.of(text("username"), text("password"), optionalText("email"))),
          new Target.ToRelay("register", JsonNodeFactory.instance.objectNode()));

  private static final Method LOGIN =
      new Method(
          10_010,
          "Login",
          new Parameters(List.of(text("username"), text("password"))),
          new Target.ToRelay("login", JsonNodeFactory.instance.objectNode()));

  private final Map<Integer, Method> methods;

  private MethodTable(Config config) {
    methods =
        new MethodTableReader(config)
            .read().stream().collect(Collectors.toMap(Method::number, Function.identity()));
    methods.put(SIGN_UP.number(), SIGN_UP);
    methods.put(LOGIN.number(), LOGIN);
  }

  private static Parameter text(String name) {
    return new Parameter(name, ParameterType.STRING, false, name);
  }

  private static Parameter optionalText(String name) {
    return new Parameter(name, ParameterType.STRING, true, name);
  }

  /**
   * Reads and checks all of it.
   *
   * @param file empty for the one that is in the program
   * @throws InvalidSetting naming the first line that can't be used, and what was expected there
   */
  public static MethodTable of(Optional<Path> file) {
    return file.map(MethodTable::read)
        .orElseGet(
            () ->
                of(
                    ConfigFactory.parseResources(
                        MethodTable.class.getClassLoader(),
                        OWN,
                        ConfigParseOptions.defaults().setAllowMissing(false))));
  }

  static MethodTable of(Config config) {
    return new MethodTable(config.resolve(ConfigResolveOptions.noSystem()));
  }

  private static MethodTable read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file))
      throw new InvalidSetting(
          "relay.dialects.methods.table", file, "a file that can be read, or nothing");
    try {
      return of(
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)));
    } catch (ConfigException e) {
      String place = e.origin() == null ? "" : ", line " + e.origin().lineNumber();
      throw new InvalidSetting(
          "relay.dialects.methods.table", file + place, "HOCON like conf/methods.conf");
    }
  }

  Optional<Method> find(int number) {
    return Optional.ofNullable(methods.get(number));
  }

  /** By name and password, whatever the table says. */
  Method login() {
    return LOGIN;
  }

  Set<Integer> numbers() {
    return methods.keySet();
  }

  /** All that methods lead to. */
  public Set<ProcedureName> procedures() {
    return methods.values().stream()
        .map(Method::target)
        .filter(Target.ToProcedure.class::isInstance)
        .map(target -> ((Target.ToProcedure) target).name())
        .collect(Collectors.toUnmodifiableSet());
  }
}
