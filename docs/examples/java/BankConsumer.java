import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows one bank's freeze alerts with nothing of Sekat: kafka-clients and avro, both on Maven Central.
 *
 * <pre>java -cp 'LIBRARIES/*' BankConsumer.java BIC [BOOTSTRAP_SERVERS [REGISTRY_URL]]</pre>
 *
 * The values are in the Confluent wire format: a zero byte, the schema's id in 4 bytes, the record in Avro binary.
 * io.confluent.kafka.serializers.KafkaAvroDeserializer reads them too; here it is done by hand to need no other library.
 */
public final class BankConsumer {
    private static final int HEADER = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String registryUrl;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    /** A real bank keeps these in its database, in the transaction in which it acts on the alert. */
    private final Map<String, Long> newestRevisions = new HashMap<>();

    private BankConsumer(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1 || args.length > 3) {
            System.err.println("usage: BankConsumer BIC [BOOTSTRAP_SERVERS [REGISTRY_URL]]");
            System.exit(2);
        }
        String bic = args[0];
        String bootstrapServers = args.length > 1 ? args[1] : "127.0.0.1:9092";
        String registryUrl = args.length > 2 ? args[2] : "http://127.0.0.1:8081/apis/ccompat/v7";
        new BankConsumer(registryUrl).follow(bic, bootstrapServers);
    }

    private void follow(String bic, String bootstrapServers) throws IOException, InterruptedException {
        Properties config = new Properties();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("group.id", "example-java-" + bic);
        config.put("auto.offset.reset", "earliest");
        // Alerts are written in transactions: one that was aborted must not be seen.
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("freeze-alerts." + bic));
            System.err.println("Following freeze-alerts." + bic);
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    take(record);
                }
                // Only what was acted on is committed: after a crash, the rest comes again.
                consumer.commitSync();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws IOException, InterruptedException {
        if (record.value() == null) {
            return;
        }
        GenericRecord alert;
        try {
            alert = read(record.value());
        } catch (BadValue e) {
            System.err.printf("%s %d/%d cannot be read: %s%n", record.topic(), record.partition(), record.offset(), e);
            return;
        }
        long revision = (Long) alert.get("revision");
        // Each alert states the whole truth about its account: an older revision, or the same again, changes nothing.
        if (revision > newestRevisions.getOrDefault(record.key(), 0L)) {
            act(alert);
            newestRevisions.put(record.key(), revision);
        }
    }

    /** What the bank does: here, it prints. Sums are in minor units of the currency. */
    private static void act(GenericRecord alert) {
        System.out.printf(
                "%s revision %s: account %s, hold %s, because %s, answer until %s%n",
                alert.get("action"),
                alert.get("revision"),
                alert.get("account"),
                alert.get("hold"),
                alert.get("reasons"),
                java.time.Instant.ofEpochMilli((Long) alert.get("respondBy")));
    }

    private GenericRecord read(byte[] value) throws IOException, InterruptedException {
        if (value.length < HEADER || value[0] != 0) {
            throw new BadValue("not in the Confluent wire format");
        }
        Schema schema = schema(ByteBuffer.wrap(value).getInt(1));
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException | RuntimeException e) {
            throw new BadValue("does not fit its schema: " + e);
        }
    }

    /** The schema of that id. An exception means that the registry is away: nothing is committed then. */
    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + id))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() == 404) {
            throw new BadValue("schema id " + id + " is not in the registry");
        } else if (response.statusCode() != 200) {
            throw new IOException("the registry answered " + response.statusCode() + " to " + request.uri());
        }
        Schema schema = new Schema.Parser()
                .parse(JSON.readTree(response.body()).get("schema").asText());
        schemas.put(id, schema);
        return schema;
    }

    /** A value that no retry makes readable. */
    private static final class BadValue extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadValue(String message) {
            super(message);
        }
    }
}
