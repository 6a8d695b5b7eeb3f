package io.sekat.streams.account;

import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.core.account.Transfer;
import io.sekat.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Outgoing transfers of accounts, kept as the bytes in which they came: the key is the account, the reference and
 * whether it came back; the value is the offset, which tells the order of arrival, and the event. Segments of the store
 * expire by the transfers' own time (docs/decisions/0005).
 */
final class TransferStore {
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final WindowStore<String, byte[]> store;
    private final Deserializer<Incoming<FundTransfer>> reader;

    TransferStore(WindowStore<String, byte[]> store, Deserializer<Incoming<FundTransfer>> reader) {
        this.store = store;
        this.reader = reader;
    }

    /** Keeps a transfer; one that is there already stays as it is. */
    void add(FundTransfer transfer, byte[] event, long offset, AccountId debtor) {
        String key = debtor + "|" + transfer.getTransferRef() + "|"
                + (transfer.getStatus() == TransferStatus.RETURNED ? "R" : "S");
        long settledAt = transfer.getSettledAt().toEpochMilli();
        if (store.fetch(key, settledAt) == null) {
            store.put(
                    key,
                    ByteBuffer.allocate(Long.BYTES + event.length)
                            .putLong(offset)
                            .put(event)
                            .array(),
                    settledAt);
        }
    }

    /** The transfers of an account that stand. */
    List<Transfer> standing(AccountId debtor) {
        record Arrival(long offset, FundTransfer transfer) {}
        List<Arrival> arrivals = new ArrayList<>();
        try (KeyValueIterator<Windowed<String>, byte[]> entries = store.fetch(
                debtor + "|",
                debtor.toString() + AFTER_SEPARATOR,
                Instant.EPOCH,
                Instant.ofEpochMilli(Long.MAX_VALUE))) {
            while (entries.hasNext()) {
                KeyValue<Windowed<String>, byte[]> entry = entries.next();
                byte[] event = Arrays.copyOfRange(entry.value, Long.BYTES, entry.value.length);
                FundTransfer transfer =
                        reader.deserialize(Topics.FUND_TRANSFERS.name(), event).value();
                arrivals.add(new Arrival(
                        ByteBuffer.wrap(entry.value).getLong(),
                        Objects.requireNonNull(transfer, "it was read before it was kept")));
            }
        }
        return Transfer.standing(arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::offset))
                .map(Arrival::transfer)
                .toList());
    }
}
