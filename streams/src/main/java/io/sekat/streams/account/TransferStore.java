package io.sekat.streams.account;

import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.KeptEvents;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing transfers by account and time, kept as the bytes in which they came. The value of one account and
 * millisecond lists its transfers, each with its offset, which tells the order of arrival. Segments of the store expire
 * by the transfers' own time (docs/decisions/0005). Only accounts with few transfers have theirs here: from {@link #MANY} on,
 * or from when a claim or stolen money first made the account matter, they are in its book (docs/decisions/0009).
 */
final class TransferStore {
    /** More transfers than this are not left to be read at once by whatever first touches the account. */
    static final int MANY = 256;

    private static final int HEADER = Long.BYTES + Integer.BYTES;

    private final WindowStore<String, byte[]> store;
    private final KeptEvents<FundTransfer> reader;

    TransferStore(WindowStore<String, byte[]> store, KeptEvents<FundTransfer> reader) {
        this.store = store;
        this.reader = reader;
    }

    /** One transfer as it came. */
    @SuppressWarnings("ArrayRecordComponent") // lives for the length of one call
    private record Arrival(long offset, byte[] event) {}

    /** Keeps a transfer; the same bytes again change nothing. */
    void add(FundTransfer transfer, byte[] event, long offset, AccountId debtor) {
        long settledAt = transfer.getSettledAt().toEpochMilli();
        byte[] held = store.fetch(debtor.toString(), settledAt);
        if (arrivals(held).stream().noneMatch(arrival -> Arrays.equals(arrival.event, event))) {
            int length = held == null ? 0 : held.length;
            ByteBuffer more = ByteBuffer.allocate(length + HEADER + event.length);
            if (held != null) {
                more.put(held);
            }
            more.putLong(offset).putInt(event.length).put(event);
            store.put(debtor.toString(), more.array(), settledAt);
        }
    }

    /** Whether the account has more than {@link #MANY} transfers here. */
    boolean hasMany(AccountId debtor) {
        int count = 0;
        try (WindowStoreIterator<byte[]> entries = all(debtor)) {
            while (entries.hasNext() && count <= MANY) {
                count += arrivals(entries.next().value).size();
            }
        }
        return count > MANY;
    }

    /** The transfers of an account, in the order of their arrival. */
    List<FundTransfer> arrived(AccountId debtor) {
        List<Arrival> arrivals = new ArrayList<>();
        try (WindowStoreIterator<byte[]> entries = all(debtor)) {
            entries.forEachRemaining(entry -> arrivals.addAll(arrivals(entry.value)));
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::offset))
                .map(arrival -> reader.read(debtor.toString(), arrival.event))
                .toList();
    }

    private WindowStoreIterator<byte[]> all(AccountId debtor) {
        return store.fetch(debtor.toString(), Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    private static List<Arrival> arrivals(byte @Nullable [] held) {
        if (held == null) {
            return List.of();
        }
        List<Arrival> arrivals = new ArrayList<>(1);
        ByteBuffer buffer = ByteBuffer.wrap(held);
        while (buffer.hasRemaining()) {
            long offset = buffer.getLong();
            byte[] event = new byte[buffer.getInt()];
            buffer.get(event);
            arrivals.add(new Arrival(offset, event));
        }
        return arrivals;
    }
}
