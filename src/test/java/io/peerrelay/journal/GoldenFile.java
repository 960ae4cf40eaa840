package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds an event to the form in which it has once been stored: the file {@code
 * src/test/resources/golden/NAME.json} with its serializer, its manifest and its CBOR, written as
 * JSON.
 *
 * <p>A failure says that journals written before can't be read any more, or that an older node
 * can't read new ones. If that is wanted, give the event a migration. {@code -Dgolden.write=true}
 * writes the files anew, to be looked at and committed.
 */
public final class GoldenFile {
  private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final ObjectMapper CBOR = new CBORMapper();

  private final Path file;
  private final Serialization serialization;

  private GoldenFile(Path file, Serialization serialization) {
    this.file = file;
    this.serialization = serialization;
  }

  /**
   * The golden file of one event.
   *
   * @param name of the file without {@code .json}; may have folders: {@code transfer/offered}
   * @param system whose configuration includes {@code journal.conf}
   */
  public static GoldenFile named(String name, ActorSystem<?> system) {
    return new GoldenFile(DIRECTORY.resolve(name + ".json"), SerializationExtension.get(system));
  }

  /** The event is stored in the golden form, and from the golden form comes an equal event. */
  public void holds(Object event) throws IOException {
    String stored = JSON.writeValueAsString(stored(event)) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, stored);
    }
    assertThat(file).as("golden file; -Dgolden.write=true writes it").exists();
    assertThat(stored).as("stored form of %s", event).isEqualTo(Files.readString(file));
    comesBackAs(event);
  }

  /** From the golden form comes this event, though it may be stored in another by now. */
  public void comesBackAs(Object event) throws IOException {
    assertThat(restored(JSON.readTree(file.toFile()))).as("read from %s", file).isEqualTo(event);
  }

  private JsonNode stored(Object event) throws IOException {
    Serializer serializer = serialization.findSerializerFor(event);
    return JSON.createObjectNode()
        .put("serializer", serializer.identifier())
        .put("manifest", Serializers.manifestFor(serializer, event))
        .set("content", CBOR.readTree(serializer.toBinary(event)));
  }

  private Object restored(JsonNode golden) throws IOException {
    return serialization
        .deserialize(
            CBOR.writeValueAsBytes(golden.get("content")),
            golden.get("serializer").intValue(),
            golden.get("manifest").textValue())
        .get();
  }
}
