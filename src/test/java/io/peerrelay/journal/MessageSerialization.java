package io.peerrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.NotSerializableException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that every message of a sealed interface can be stored, or sent to another node. Those
 * that never leave their node say so by {@link NoSerializationVerificationNeeded}, or are named to
 * {@link #exceptLocal}.
 */
public final class MessageSerialization {
  private static final int JACKSON_CBOR = 33;

  private final Class<?> root;
  private final Serialization serialization;
  private final Set<Class<?>> local = new HashSet<>();
  private final Set<Integer> allowed = new HashSet<>(Set.of(JACKSON_CBOR));

  private MessageSerialization(Class<?> root, Serialization serialization) {
    this.root = root;
    this.serialization = serialization;
  }

  /**
   * The check of all messages under one interface.
   *
   * @param root a sealed interface; what it permits may be sealed again
   * @param system whose configuration includes {@code journal.conf}
   */
  public static MessageSerialization of(Class<?> root, ActorSystem<?> system) {
    return new MessageSerialization(root, SerializationExtension.get(system));
  }

  public MessageSerialization exceptLocal(Class<?>... messages) {
    local.addAll(List.of(messages));
    return this;
  }

  /** Besides Jackson's CBOR. */
  public MessageSerialization alsoBy(int serializer) {
    allowed.add(serializer);
    return this;
  }

  /** Each message has an allowed serializer, and a name if the interface asks for names. */
  public void holds() {
    assertThat(root.isSealed()).as("%s is sealed", root).isTrue();
    List<Class<?>> messages = leaves(root).filter(message -> !isLocal(message)).toList();
    assertThat(messages)
        .allSatisfy(
            message -> {
              assertThat(allowed).as("serializer of %s", message).contains(serializer(message));
              assertThat(message.getRecordComponents())
                  .as("components of %s: ByteString does not come back", message)
                  .extracting(RecordComponent::getType)
                  .doesNotContain(ByteString.class);
            });
    JsonTypeInfo types = root.getAnnotation(JsonTypeInfo.class);
    if (types == null) return;
    assertThat(types.use())
        .as("how %s tells its types apart", root)
        .isEqualTo(JsonTypeInfo.Id.NAME);
    assertThat(root.getAnnotation(JsonSubTypes.class).value())
        .as("names of the types of %s", root)
        .extracting(JsonSubTypes.Type::value)
        .containsAll(messages);
  }

  private int serializer(Class<?> message) {
    try {
      return serialization.serializerFor(message).identifier();
    } catch (NotSerializableException e) {
      throw new AssertionError(
          message + " has no serializer: implement CborSerializable, or mark it as local", e);
    }
  }

  private boolean isLocal(Class<?> message) {
    return NoSerializationVerificationNeeded.class.isAssignableFrom(message)
        || local.stream().anyMatch(type -> type.isAssignableFrom(message));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(MessageSerialization::leaves)
        : Stream.of(type);
  }
}
