package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class SerializationTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "serialization",
          ConfigFactory.parseResources("journal.conf")
              .withFallback(ConfigFactory.defaultReference())
              .resolve());

  private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

  private static final ObjectMapper CBOR = new CBORMapper();

  private static final Sample.Moved MOVED =
      new Sample.Moved(
          Instant.parse("2026-11-21T09:30:00.123Z"),
          Duration.ofMinutes(90),
          Optional.of("why"),
          List.of(new Sample.Point(1, 2), new Sample.Point(-3, Integer.MAX_VALUE)),
          Map.of("größe", Long.MAX_VALUE),
          42);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sample.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Sample.Stopped.class, name = "stopped"),
  })
  sealed interface Sample extends CborSerializable {
    record Moved(
        Instant at,
        Duration took,
        Optional<String> reason,
        List<Point> points,
        Map<String, Long> sizes,
        int number)
        implements Sample {
      boolean isFar() {
        return true;
      }

      String getName() {
        return "derived";
      }
    }

    record Stopped() implements Sample {}

    record Point(int x, int y) {}
  }

  sealed interface Unfit {
    record Bound() implements Unfit, CborSerializable {}

    record Unbound() implements Unfit {}

    record Tick() implements Unfit, NoSerializationVerificationNeeded {}
  }

  sealed interface Unnamed extends CborSerializable {
    record Bytes(ByteString bytes) implements Unnamed {}
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesEventInTheFormOfItsGoldenFile() throws IOException {
    GoldenFile.named("journal/moved", KIT.system()).holds(MOVED);
    GoldenFile.named("journal/stopped", KIT.system()).holds(new Sample.Stopped());
  }

  @Test
  @DisabledIfSystemProperty(named = "golden.write", matches = "true")
  void noticesEventThatIsNotInTheFormOfItsGoldenFile() {
    Sample.Moved other =
        new Sample.Moved(MOVED.at(), MOVED.took(), Optional.empty(), List.of(), Map.of(), 7);
    assertThatThrownBy(() -> GoldenFile.named("journal/moved", KIT.system()).holds(other))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stored form");
  }

  @Test
  void storesComponentsOnlyAndTimesAsText() throws IOException {
    JsonNode stored = CBOR.readTree(SERIALIZATION.serialize(MOVED).get());

    assertThat(stored.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("@type", "at", "took", "reason", "points", "sizes", "number");
    assertThat(stored.get("at").textValue()).isEqualTo("2026-11-21T09:30:00.123Z");
    assertThat(stored.get("took").textValue()).isEqualTo("PT1H30M");
    assertThat(stored.get("@type").textValue()).isEqualTo("moved");
  }

  @Test
  void readsEventWithUnknownFieldsAndWithMissingOnes() throws IOException {
    ObjectNode stored = (ObjectNode) CBOR.readTree(SERIALIZATION.serialize(MOVED).get());
    stored.put("invented", "later").remove(List.of("reason", "number"));

    Object read =
        SERIALIZATION
            .deserialize(CBOR.writeValueAsBytes(stored), 33, Sample.Moved.class.getName())
            .get();

    assertThat(read)
        .isEqualTo(
            new Sample.Moved(
                MOVED.at(), MOVED.took(), Optional.empty(), MOVED.points(), MOVED.sizes(), 0));
  }

  @Test
  void doesNotUseJavaSerialization() {
    assertThatThrownBy(() -> SERIALIZATION.serialize(new Object()).get())
        .isInstanceOfAny(
            NotSerializableException.class,
            akka.serialization.DisabledJavaSerializer.JavaSerializationException.class);
  }

  @Test
  void findsSerializerForEveryMessage() {
    MessageSerialization.of(Sample.class, KIT.system()).exceptLocal(Sample.Point.class).holds();
    MessageSerialization.of(Unfit.class, KIT.system()).exceptLocal(Unfit.Unbound.class).holds();
  }

  @Test
  void noticesMessageWithoutSerializerAndOneWithBytes() {
    assertThatThrownBy(() -> MessageSerialization.of(Unfit.class, KIT.system()).holds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Unbound");
    assertThatThrownBy(() -> MessageSerialization.of(Unnamed.class, KIT.system()).holds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ByteString");
  }
}
