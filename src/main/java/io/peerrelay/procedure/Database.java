package io.peerrelay.procedure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peerrelay.procedure.Procedures.Outcome;
import io.peerrelay.protocol.ProcedureCall;
import io.peerrelay.protocol.ProcedureName;
import io.peerrelay.protocol.ProcedureRows;
import io.peerrelay.protocol.Username;
import io.peerrelay.settings.PostgresSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL itself. Each call is a transaction: what it returns is taken whole, or nothing of
 * it is kept. The database makes the JSON, and says which rows are too large before they are sent.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** So many rows are fetched at once: more would only cost memory. */
  private static final int FETCHED = 16;

  /** For this transaction alone; so what a procedure changes by itself does not stay. */
  private static final String BEGIN =
      "select set_config('statement_timeout', ?, true), set_config('TimeZone', 'UTC', true),"
          + " set_config('relay.username', ?, true)";

  private final HikariDataSource pool;
  private final int mostRows;
  private final int largestAnswer;

  Database(PostgresSettings settings) {
    this.mostRows = settings.mostRows();
    this.largestAnswer = settings.largestAnswer();
    long timeout = settings.timeout().toMillis();
    String seconds = Long.toString((timeout + 999) / 1000);
    HikariConfig config = new HikariConfig();
    config.setPoolName("procedures");
    config.setJdbcUrl("jdbc:" + settings.uri().orElseThrow());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.pool());
    config.setMinimumIdle(0);
    config.setAutoCommit(false);
    // It may be there later.
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(timeout);
    config.setValidationTimeout(Math.max(250, timeout / 2));
    config.addDataSourceProperty("ApplicationName", "peer-relay");
    config.addDataSourceProperty("connectTimeout", seconds);
    // A database that hangs is given up a second after its own limit.
    config.addDataSourceProperty("socketTimeout", Long.toString((timeout + 999) / 1000 + 1));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // What a driver tells in an exception ends in a log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    this.pool = new HikariDataSource(config);
  }

  /** Returns within the deadline as long as the network does, and never throws. */
  Outcome call(ProcedureCall call, Username by, Deadline deadline) {
    if (deadline.isOver()) return new Outcome.Refused(Failure.notBegun());
    try (Connection connection = pool.getConnection()) {
      if (deadline.isOver()) return new Outcome.Refused(Failure.notBegun());
      begin(connection, by, deadline.left());
      Outcome outcome = rows(connection, call);
      if (outcome instanceof Outcome.Returned) connection.commit();
      else connection.rollback();
      return outcome;
    } catch (SQLException e) {
      // No more than the state: the words may hold values of the client.
      LOG.warn("Procedure {} failed, SQLSTATE {}", call.procedure(), e.getSQLState());
      return new Outcome.Refused(Failure.of(e));
    }
  }

  private static void begin(Connection connection, Username by, Duration left) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setString(1, Long.toString(Math.max(1, left.toMillis())));
      statement.setString(2, by == null ? "" : by.value());
      statement.executeQuery().close();
    }
  }

  private Outcome rows(Connection connection, ProcedureCall call) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(select(call.procedure(), call.values().size()))) {
      statement.setFetchSize(FETCHED);
      int index = 1;
      statement.setInt(index++, largestAnswer);
      for (String value : call.values()) {
        // Without a type of its own each is read as what the procedure declares.
        if (value == null) statement.setNull(index++, Types.OTHER);
        else statement.setObject(index++, value, Types.OTHER);
      }
      statement.setInt(index, mostRows + 1);
      try (ResultSet lines = statement.executeQuery()) {
        return rows(lines);
      }
    }
  }

  /** Names are identifiers already, and quoted here all the same. */
  private static String select(ProcedureName procedure, int values) {
    String parameters = String.join(", ", Collections.nCopies(values, "?"));
    return """
        select case when octet_length(line) <= ? then line end
        from (select row_to_json(answer)::text as line
              from (select * from "%s"."%s"(%s)) as answer) as lines
        limit ?"""
        .formatted(procedure.schema(), procedure.name(), parameters);
  }

  private Outcome rows(ResultSet lines) throws SQLException {
    StringBuilder rows = new StringBuilder("[");
    int count = 0;
    long bytes = 1;
    while (lines.next()) {
      String line = lines.getString(1);
      bytes += line == null ? 0 : line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (line == null || bytes > largestAnswer)
        return new Outcome.Refused(Failure.tooLarge(largestAnswer + " bytes"));
      if (++count > mostRows) return new Outcome.Refused(Failure.tooLarge(mostRows + " rows"));
      if (count > 1) rows.append(',');
      rows.append(line);
    }
    return new Outcome.Returned(new ProcedureRows(rows.append(']').toString()));
  }

  @Override
  public void close() {
    pool.close();
  }
}
