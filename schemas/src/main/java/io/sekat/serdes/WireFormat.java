package io.sekat.serdes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which library reads and writes Avro in the Confluent wire format: a zero byte, a schema id of 4 bytes, Avro binary.
 * The libraries are named by class so that the one that is not on the class path is not needed.
 */
public enum WireFormat {
    /** Apicurio's serdes, the default. */
    APICURIO(
            "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
            "io.apicurio.registry.serde.avro.AvroKafkaDeserializer") {
        @Override
        Map<String, Object> config(String registryUrl) {
            Map<String, Object> config = new HashMap<>();
            config.put("apicurio.registry.url", root(registryUrl) + "/apis/registry/v2");
            config.put("apicurio.registry.headers.enabled", "false");
            config.put("apicurio.registry.use-id", "contentId");
            config.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Legacy4ByteIdHandler");
            config.put(
                    "apicurio.registry.artifact-resolver-strategy",
                    "io.apicurio.registry.serde.strategy.TopicIdStrategy");
            config.put("apicurio.registry.auto-register", "true");
            config.put("apicurio.registry.auto-register.if-exists", "RETURN_OR_UPDATE");
            config.put("apicurio.registry.use-specific-avro-reader", "true");
            // What an id stands for never changes: there is no need to ask again every half minute.
            config.put(
                    "apicurio.registry.check-period-ms",
                    String.valueOf(Duration.ofDays(3650).toMillis()));
            config.put("apicurio.registry.avro-datum-provider", EventReaders.class.getName());
            return config;
        }
    },

    /** Confluent's own serializer; needs a build with the profile {@code confluent}. */
    CONFLUENT(
            "io.confluent.kafka.serializers.KafkaAvroSerializer",
            "io.confluent.kafka.serializers.KafkaAvroDeserializer") {
        @Override
        Map<String, Object> config(String registryUrl) {
            Map<String, Object> config = new HashMap<>();
            config.put("schema.registry.url", registryUrl);
            config.put("specific.avro.reader", "true");
            config.put("auto.register.schemas", "true");
            return config;
        }
    };

    /** Bytes before the Avro binary: a zero byte and the schema id. */
    static final int HEADER = 5;

    private final String serializerClass;
    private final String deserializerClass;

    WireFormat(String serializerClass, String deserializerClass) {
        this.serializerClass = serializerClass;
        this.deserializerClass = deserializerClass;
    }

    /** Kafka's {@code value.serializer}. */
    public String serializerClass() {
        return serializerClass;
    }

    /** Kafka's {@code value.deserializer}. */
    public String deserializerClass() {
        return deserializerClass;
    }

    /** What the library must be told to speak to that registry in the Confluent wire format. */
    abstract Map<String, Object> config(String registryUrl);

    static String root(String registryUrl) {
        return registryUrl.endsWith("/") ? registryUrl.substring(0, registryUrl.length() - 1) : registryUrl;
    }
}
