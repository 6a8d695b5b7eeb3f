package io.sekat.streams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of one Kafka Streams instance, those of each stream thread under a {@link CommitGuard}. */
final class GuardedClients implements KafkaClientSupplier {
    private final Map<String, CommitGuard> guards = new ConcurrentHashMap<>();

    /** What is told before a call is passed on, and after it came back. */
    private interface Watch {
        void before(String method, @Nullable Object @Nullable [] arguments);

        void after(String method);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        CommitGuard guard = guard(config, "-producer");
        guard.begins();
        return watched(
                Producer.class,
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                new OfProducer(guard));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        CommitGuard guard = guard(config, "-consumer");
        Consumer<byte[], byte[]> consumer = reader(config);
        guard.reads(consumer);
        return watched(Consumer.class, consumer, new OfConsumer(guard));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return reader(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return reader(config);
    }

    private static Consumer<byte[], byte[]> reader(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Producer and consumer of a thread have its name, and what they are. */
    private CommitGuard guard(Map<String, Object> config, String suffix) {
        String client = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
        String thread = client.endsWith(suffix) ? client.substring(0, client.length() - suffix.length()) : client;
        return guards.computeIfAbsent(thread, name -> new CommitGuard());
    }

    private record OfProducer(CommitGuard guard) implements Watch {
        @Override
        @SuppressWarnings("unchecked") // the signature of sendOffsetsToTransaction
        public void before(String method, @Nullable Object @Nullable [] arguments) {
            if (method.equals("sendOffsetsToTransaction") && arguments != null && arguments[0] != null) {
                guard.sends((Map<TopicPartition, OffsetAndMetadata>) arguments[0]);
            } else if (method.equals("abortTransaction")) {
                guard.aborted();
            }
        }

        @Override
        public void after(String method) {
            if (method.equals("commitTransaction")) {
                guard.committed();
            }
        }
    }

    private record OfConsumer(CommitGuard guard) implements Watch {
        @Override
        @SuppressWarnings("unchecked") // the signatures of seekToBeginning and seekToEnd
        public void before(String method, @Nullable Object @Nullable [] arguments) {
            if (method.equals("seek") && arguments != null && arguments[0] instanceof TopicPartition partition) {
                long offset = arguments[1] instanceof OffsetAndMetadata place
                        ? place.offset()
                        : arguments[1] instanceof Long number ? number : -1;
                guard.soughtTo(partition, offset);
            } else if (method.startsWith("seekTo") && arguments != null && arguments[0] != null) {
                guard.sought((Collection<TopicPartition>) arguments[0]);
            }
        }

        @Override
        public void after(String method) {}
    }

    @SuppressWarnings("unchecked") // a proxy of an interface is one
    private static <T> T watched(Class<? super T> type, T client, Watch watch) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            watch.before(method.getName(), arguments);
            try {
                Object result = method.invoke(client, arguments);
                watch.after(method.getName());
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        });
    }
}
