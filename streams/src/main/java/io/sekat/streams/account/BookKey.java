package io.sekat.streams.account;

import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.TrailRoot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * A key of the store of books: its parts one after the other, so that the order of the bytes is the order of the parts.
 * Texts are ASCII and end with a zero byte; numbers and times are big-endian with the sign turned over.
 */
final class BookKey {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    /** The beginning of all keys of one kind in the book of one account. */
    static BookKey of(String account, char kind) {
        BookKey key = new BookKey().text(account);
        key.bytes.write(kind);
        return key;
    }

    /** A key that begins with a prefix. */
    static BookKey after(Bytes prefix) {
        BookKey key = new BookKey();
        key.bytes.writeBytes(prefix.get());
        return key;
    }

    BookKey text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        return this;
    }

    BookKey number(long number) {
        bytes.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
        return this;
    }

    BookKey position(Position position) {
        return number(position.time().toEpochMilli()).text(position.reference());
    }

    BookKey lot(LotId lot) {
        return position(lot.position()).text(lot.debtor()).number(lot.place());
    }

    BookKey origin(LotOrigin origin) {
        return position(origin.position()).text(origin.debtor()).root(origin.root());
    }

    BookKey root(TrailRoot root) {
        return text(root.account()).number(root.settledAt().toEpochMilli()).text(root.reference());
    }

    Bytes end() {
        return Bytes.wrap(bytes.toByteArray());
    }

    /** A key after all that begin with a prefix, and before all others that come after it. */
    static Bytes endOf(Bytes prefix) {
        byte[] end = Arrays.copyOf(prefix.get(), prefix.get().length);
        end[end.length - 1]++; // a prefix ends with its kind or with a text, so this byte is no 0xff
        return Bytes.wrap(end);
    }
}
