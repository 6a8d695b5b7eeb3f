package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final Schema ALERT = SchemaBuilder.record("Alert")
            .namespace("t")
            .fields()
            .requiredString("id")
            .endRecord();

    private static final Schema COMPATIBLE = SchemaBuilder.record("Alert")
            .namespace("t")
            .fields()
            .requiredString("id")
            .name("revision")
            .type()
            .longType()
            .longDefault(0)
            .endRecord();

    private static final Schema INCOMPATIBLE = SchemaBuilder.record("Alert")
            .namespace("t")
            .fields()
            .requiredLong("id")
            .endRecord();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void keepsSchemasIdsAndTheCompatibilityRuleAcrossAnOrderlyStop() throws Exception {
        int first;
        int second;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
            requireFullTransitive(registry);
            first = register(registry, "a-value", ALERT);
            second = register(registry, "a-value", COMPATIBLE);
            assertThat(first).isNotEqualTo(second);
        }

        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
            assertThat(idOf(registry, "a-value", 1)).isEqualTo(first);
            assertThat(idOf(registry, "a-value", 2)).isEqualTo(second);
            assertThat(post(registry, "a-value", INCOMPATIBLE).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void forgetsNoIdInACrash() throws Exception {
        int id;
        int port;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
            id = register(registry, "a-value", ALERT);
            port = registry.port();
            registry.kill();
        }

        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, port)) {
            assertThat(idOf(registry, "a-value", 1)).isEqualTo(id);
            assertThat(register(registry, "b-value", INCOMPATIBLE)).isGreaterThan(id);
        }
    }

    @Test
    void apicurioSerdesWriteTheIdsOfTheConfluentInterfaceUnderTheRule() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
            requireFullTransitive(registry);
            int unrelated = register(registry, "unrelated-value", INCOMPATIBLE);

            byte[] written = serialize(registry, "a", ALERT, true);
            byte[] later = serialize(registry, "a", COMPATIBLE, true);

            assertThat(written[0]).isZero();
            assertThat(idIn(written)).isEqualTo(idOf(registry, "a-value", 1)).isNotEqualTo(unrelated);
            assertThat(idIn(later)).isEqualTo(idOf(registry, "a-value", 2));
            assertThat(deserialize(registry, "a", later).getSchema()).isEqualTo(COMPATIBLE);
            assertThatThrownBy(() -> serialize(registry, "a", INCOMPATIBLE, true))
                    .hasStackTraceContaining("RuleViolationException");
        }
    }

    @Test
    void apicurioSerdesFindWhatTheConfluentInterfaceRegistered() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
            int id = register(registry, "a-value", ALERT);
            assertThat(idIn(serialize(registry, "a", ALERT, false))).isEqualTo(id);
        }
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(data, other.getLocalPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("--registry-port");
        }
    }

    @Test
    void namesTheDamagedDatabaseAndTheWayOut() throws Exception {
        Path database = Files.createDirectories(data.resolve("registry")).resolve("registry.mv.db");
        Files.write(database, new byte[10_000]);
        assertThatThrownBy(() -> EmbeddedRegistry.start(data, 0))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(database.toString())
                .hasMessageContaining("--clean");
    }

    @Test
    void showsTheEndOfTheLogWhenTheRegistryGivesUp() throws Exception {
        Path database = Files.createDirectories(data.resolve("registry")).resolve("registry.mv.db");
        byte[] headersOnly = new byte[20_000];
        System.arraycopy("H:2,".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, headersOnly, 0, 4);
        Files.write(database, headersOnly);
        assertThatThrownBy(() -> EmbeddedRegistry.start(data, 0))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("registry.log")
                .hasMessageContaining("Store header is corrupt");
    }

    @Test
    void leavesNoProcessAfterClose() {
        EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0);
        ProcessHandle process = registry.process();

        registry.close();

        assertThat(process.isAlive()).isFalse();
    }

    private byte[] serialize(EmbeddedRegistry registry, String topic, Schema schema, boolean register) {
        try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(serdeSettings(registry, register), false);
            GenericRecordBuilder record = new GenericRecordBuilder(schema);
            record.set("id", schema.getField("id").schema().getType() == Schema.Type.LONG ? (Object) 1L : "x");
            return serializer.serialize(topic, record.build());
        }
    }

    private GenericRecord deserialize(EmbeddedRegistry registry, String topic, byte[] bytes) {
        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(serdeSettings(registry, false), false);
            return deserializer.deserialize(topic, bytes);
        }
    }

    private static Map<String, Object> serdeSettings(EmbeddedRegistry registry, boolean register) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("apicurio.registry.url", registry.apicurioUrl());
        settings.put("apicurio.registry.headers.enabled", false);
        settings.put("apicurio.registry.use-id", "contentId");
        settings.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Legacy4ByteIdHandler");
        settings.put(
                "apicurio.registry.artifact-resolver-strategy", "io.apicurio.registry.serde.strategy.TopicIdStrategy");
        settings.put("apicurio.registry.auto-register", register);
        settings.put("apicurio.registry.auto-register.if-exists", "RETURN_OR_UPDATE");
        settings.put("apicurio.registry.find-latest", false);
        return settings;
    }

    private static int idIn(byte[] written) {
        return ByteBuffer.wrap(written).getInt(1);
    }

    private void requireFullTransitive(EmbeddedRegistry registry) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(registry.confluentUrl() + "/config"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private int register(EmbeddedRegistry registry, String subject, Schema schema) throws Exception {
        HttpResponse<String> answer = post(registry, subject, schema);
        assertThat(answer.statusCode()).isEqualTo(200);
        return idFrom(answer.body());
    }

    private HttpResponse<String> post(EmbeddedRegistry registry, String subject, Schema schema) throws Exception {
        String body = "{\"schema\":\"" + schema.toString().replace("\"", "\\\"") + "\"}";
        return http.send(
                HttpRequest.newBuilder(URI.create(registry.confluentUrl() + "/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int idOf(EmbeddedRegistry registry, String subject, int version) throws Exception {
        URI uri = URI.create(registry.confluentUrl() + "/subjects/" + subject + "/versions/" + version);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return idFrom(answer.body());
    }

    private static int idFrom(String json) {
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*(\\d+)").matcher(json);
        assertThat(id.find()).as(json).isTrue();
        return Integer.parseInt(id.group(1));
    }
}
