package io.peerrelay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import akka.actor.typed.ActorRef;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.SerializerWithStringManifest;
import akka.serialization.Serializers;
import akka.serialization.jackson.JacksonCborSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.peerrelay.conversation.ConversationCommand;
import io.peerrelay.conversation.ConversationReply;
import io.peerrelay.conversation.Directory;
import io.peerrelay.protocol.Attachment;
import io.peerrelay.protocol.Channel;
import io.peerrelay.protocol.ConversationId;
import io.peerrelay.protocol.ConversationPlace;
import io.peerrelay.protocol.EmailAddress;
import io.peerrelay.protocol.ErrorCode;
import io.peerrelay.protocol.FileInfo;
import io.peerrelay.protocol.Problem;
import io.peerrelay.protocol.ProfileFields;
import io.peerrelay.protocol.Secret;
import io.peerrelay.protocol.ServerMessage;
import io.peerrelay.protocol.SessionId;
import io.peerrelay.protocol.Sha256;
import io.peerrelay.protocol.TransferId;
import io.peerrelay.protocol.Username;
import io.peerrelay.session.DeviceMessage;
import io.peerrelay.session.SessionCommand;
import io.peerrelay.testing.OneNodeCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever may cross to another node or into the journal comes back as it was, with every field and
 * with every optional field missing. The messages are found, not listed, so that none is forgotten.
 */
class SerializationTest {
  private static final ObjectMapper CBOR = new CBORMapper();

  @RegisterExtension static final OneNodeCluster cluster = new OneNodeCluster();

  /** Sealed roots; those of other rooms that are not public are found from a public neighbour. */
  static Stream<Class<?>> messages() {
    return Stream.of(
            SessionCommand.class,
            DeviceMessage.class,
            sibling(DeviceMessage.class, "SessionEvent"),
            sibling(DeviceMessage.class, "SessionState"),
            TransferCommand.class,
            TransferReply.class,
            PartyMessage.class,
            TransferEvent.class,
            TransferState.class,
            ConversationCommand.Request.class,
            ConversationCommand.Post.class,
            ConversationCommand.ShowTyping.class,
            ConversationReply.class,
            sibling(ConversationReply.class, "ConversationEvent"),
            sibling(ConversationReply.class, "Snapshot"),
            Directory.Command.class,
            Directory.Listing.class,
            sibling(ConversationReply.class, "Directory$Event"),
            sibling(ConversationReply.class, "Directory$Snapshot"),
            sibling(DeviceMessage.class, "Fanout$Remote"),
            SessionCommand.Contacts.class,
            SessionCommand.Appearance.class,
            ServerMessage.class)
        .flatMap(SerializationTest::records);
  }

  private static Class<?> sibling(Class<?> neighbour, String name) {
    try {
      return Class.forName(neighbour.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Class<?>> records(Class<?> type) {
    if (TransferCommand.Local.class.isAssignableFrom(type)
        || SessionCommand.Local.class.isAssignableFrom(type)) return Stream.empty();
    if (type.isSealed())
      return Arrays.stream(type.getPermittedSubclasses()).flatMap(SerializationTest::records);
    return Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comesBackAsItWas(Class<?> type) {
    for (boolean full : new boolean[] {true, false}) {
      Object message = example(type, full);
      if (message == null) continue; // It requires what was left out.
      assertThat(roundTrip(message)).isEqualTo(message);
    }
  }

  /** In a rolling update a node of the version before has no word for what is new in this one. */
  @Test
  void takesADeviceThatAnOlderNodeAttaches() {
    ActorRef<DeviceMessage> device = cluster.<DeviceMessage>probe().getRef();
    assertThat(
            roundTrip(
                new SessionCommand.Attach(device, null, true), bytes -> without("again", bytes)))
        .isEqualTo(new SessionCommand.Attach(device, null, false));
  }

  private static Object roundTrip(Object message) {
    return roundTrip(message, UnaryOperator.identity());
  }

  private static Object roundTrip(Object message, UnaryOperator<byte[]> onTheWay) {
    Serialization serialization = SerializationExtension.get(cluster.system());
    Serializer serializer = serialization.findSerializerFor(message);
    assertThat(serializer).isInstanceOf(JacksonCborSerializer.class);
    String manifest = Serializers.manifestFor(serializer, message);
    assertThat(serializer).isInstanceOf(SerializerWithStringManifest.class);
    byte[] bytes = onTheWay.apply(serialization.serialize(message).get());
    return serialization.deserialize(bytes, serializer.identifier(), manifest).get();
  }

  private static byte[] without(String field, byte[] bytes) {
    try {
      ObjectNode sent = (ObjectNode) CBOR.readTree(bytes);
      assertThat(sent.remove(field)).isNotNull();
      return CBOR.writeValueAsBytes(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object example(Class<?> type, boolean full) {
    assertThat(type.isRecord()).as("%s is a record", type).isTrue();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      if (full || types[i].isPrimitive() || !isOptional(type, components[i]))
        values[i] = value(components[i].getGenericType(), full);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      return full ? fail("No example of " + type, e) : null;
    }
  }

  private static boolean isOptional(Class<?> type, RecordComponent component) {
    return component.getType() == String.class
        || (component.getType() == Instant.class && type != TransferEvent.Offered.class)
        || component.getType() == Sha256.class
        || component.getName().equals("except");
  }

  private static Object value(Type type, boolean full) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class)
        return List.of(value(generic.getActualTypeArguments()[0], full));
      if (generic.getRawType() == Set.class)
        return Set.of(value(generic.getActualTypeArguments()[0], full));
      if (generic.getRawType() == Map.class)
        return Map.of(
            value(generic.getActualTypeArguments()[0], full),
            value(generic.getActualTypeArguments()[1], full));
      if (generic.getRawType() == ActorRef.class) return cluster.probe().getRef();
    }
    if (type == String.class) return "text ü";
    if (type == long.class || type == Long.class) return 1L << 40;
    if (type == int.class || type == Integer.class) return 3;
    if (type == Checkpoint.class) return new Checkpoint(1, "c3RhdGU=");
    if (type == double.class) return 1.5;
    if (type == boolean.class || type == Boolean.class) return true;
    if (type == Instant.class) return Instant.parse("2026-02-03T04:05:06.789Z");
    if (type == Username.class) return new Username("Ännchen");
    if (type == EmailAddress.class) return new EmailAddress("ännchen@example.org");
    if (type == ProfileFields.class) return new ProfileFields(Map.of("city", "Köln"));
    if (type == Channel.class) return new Channel("#Кошки");
    if (type == SessionId.class) return new SessionId("n4bQgYhMfWWaL-qgxVrQFa");
    if (type == ConversationPlace.class)
      return new ConversationPlace(
          full ? Instant.parse("2026-02-03T04:05:06.789Z") : null,
          new ConversationId("Ännchen:борис"));
    if (type == TransferId.class) return TransferId.random();
    if (type == ConversationId.class) return new ConversationId("Ännchen:борис");
    if (type == Attachment.class)
      return new Attachment(null, "https://example.org/ü", full ? "text ü" : null);
    if (type == Sha256.class) return new Sha256("0f".repeat(32));
    if (type == Secret.class) return new Secret("s3cret");
    if (type == FileInfo.class)
      return full
          ? new FileInfo(
              "a.bin",
              5L,
              "text/plain",
              Instant.parse("2026-02-03T04:05:06.789Z"),
              new Sha256("0f".repeat(32)))
          : FileInfo.of("a.bin", 5);
    if (type == Problem.class) return ErrorCode.BUSY.because("too many");
    if (type == ServerMessage.class) return new ServerMessage.Withdrawn(TransferId.random(), "x");
    if (type instanceof Class<?> enumeration && enumeration.isEnum())
      return enumeration.getEnumConstants()[0];
    Object nested = example((Class<?>) type, full);
    return nested == null ? example((Class<?>) type, true) : nested;
  }
}
