package io.sekat.serdes;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.events.ScamReport;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Makes the readers and writers of a topic's values, as the settings say. */
public final class AvroSerdes {
    static {
        // Without a limit, a few bad bytes make Avro allocate gigabytes. No field of ours comes near these.
        limit("org.apache.avro.limits.bytes.maxLength", Topic.LARGEST_RECORD);
        limit("org.apache.avro.limits.string.maxLength", Topic.LARGEST_RECORD);
        limit("org.apache.avro.limits.collectionItems.maxLength", 1_000_000);
        // From 1.12.2 on Avro makes objects of trusted classes only; ours are the generated ones and no others.
        String events = ScamReport.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(events)));
    }

    private final Supplier<Serializer<?>> serializers;
    private final Supplier<Deserializer<?>> deserializers;

    /**
     * Serdes over some Avro library.
     *
     * @param serializers makes configured value serializers that take any Avro record
     * @param deserializers makes configured value deserializers that return the generated class that the schema names
     */
    public AvroSerdes(Supplier<Serializer<?>> serializers, Supplier<Deserializer<?>> deserializers) {
        this.serializers = serializers;
        this.deserializers = deserializers;
    }

    /**
     * Serdes as the settings say.
     *
     * @throws SettingsException when the library that the settings name is not on the class path
     */
    @SuppressWarnings("unchecked") // the libraries' writers take any Avro record
    public static AvroSerdes of(Settings settings) {
        WireFormat format = settings.get(SettingCatalogue.SERDE);
        Map<String, Object> config = Map.copyOf(format.config(settings.get(SettingCatalogue.REGISTRY_URL)));
        return new AvroSerdes(
                () -> {
                    Serializer<?> serializer = (Serializer<?>) instance(format, format.serializerClass());
                    serializer.configure(config, false);
                    return new EventSerializer<>((Serializer<SpecificRecord>) serializer);
                },
                () -> {
                    Deserializer<?> deserializer = (Deserializer<?>) instance(format, format.deserializerClass());
                    deserializer.configure(config, false);
                    return deserializer;
                });
    }

    /**
     * The same serdes, made once and shared by many: each schema is then asked of the registry once. Users may close
     * what they get, which does nothing; {@code closing} is told what is to be closed when all are done.
     */
    public AvroSerdes shared(Consumer<AutoCloseable> closing) {
        Serializer<?> serializer = serializers.get();
        Deserializer<?> deserializer = deserializers.get();
        closing.accept(serializer);
        closing.accept(deserializer);
        return new AvroSerdes(() -> new SharedSerializer<>(serializer), () -> new SharedDeserializer<>(deserializer));
    }

    private record SharedSerializer<T>(Serializer<T> serializer) implements Serializer<T> {
        @Override
        public byte[] serialize(String topic, T value) {
            return serializer.serialize(topic, value);
        }

        @Override
        public void close() {}
    }

    private record SharedDeserializer<T>(Deserializer<T> deserializer) implements Deserializer<T> {
        @Override
        public T deserialize(String topic, byte[] bytes) {
            return deserializer.deserialize(topic, bytes);
        }

        @Override
        public void close() {}
    }

    /**
     * Lets Avro make objects of the events: until then their builders fail. Whoever makes an {@code AvroSerdes} need not
     * call it.
     */
    public static void trustEvents() {
        // The initialiser of this class has done it by now.
    }

    /** Writes events of any topic. The caller closes it. */
    @SuppressWarnings("unchecked") // the library's writer takes any Avro record
    public <V extends SpecificRecord> Serializer<V> serializer() {
        return (Serializer<V>) serializers.get();
    }

    /** Reads values of that type, bad bytes included, and those that are too large. The caller closes it. */
    public <V extends SpecificRecord> Deserializer<Incoming<V>> incoming(Class<V> type) {
        return new IncomingDeserializer<>(deserializers.get(), type, Topics.largestValue(type));
    }

    /** Reads values that were taken before, however large they are. The caller closes it. */
    public <V extends SpecificRecord> Deserializer<Incoming<V>> kept(Class<V> type) {
        return new IncomingDeserializer<>(deserializers.get(), type, Integer.MAX_VALUE);
    }

    /** Writes and reads values of a topic or store that only Sekat writes; reading bad bytes throws. */
    @SuppressWarnings("unchecked") // the library's reader returns the class that the schema names
    public <V extends SpecificRecord> Serde<V> trusted() {
        return Serdes.serdeFrom(serializer(), (Deserializer<V>) deserializers.get());
    }

    private static Object instance(WireFormat format, String className) {
        try {
            return Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new SettingsException("setting serde = " + format.name().toLowerCase(Locale.ROOT) + " needs "
                    + className + ", which is not on the class path: export MAVEN_ARGS=-Pconfluent and start ./sekat"
                    + " again, which builds it in");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + className, e);
        }
    }

    private static void limit(String property, long limit) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(limit));
        }
    }
}
