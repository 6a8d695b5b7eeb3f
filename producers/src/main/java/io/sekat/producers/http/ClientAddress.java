package io.sekat.producers.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is. The connection says so, unless proxies of one's own are in front: then it is the address that the
 * outermost of them noted. What stands before it in the header was written by the client and is not believed.
 *
 * @param proxies how many proxies of one's own are in front
 */
record ClientAddress(int proxies) {
    private static final int NETWORK_BYTES = 8;

    String of(Context context) {
        return of(context.req().getRemoteAddr(), Collections.list(context.req().getHeaders("X-Forwarded-For")));
    }

    /**
     * @param connection the address at the other end of the connection
     * @param forwarded the values of X-Forwarded-For, first one first
     */
    String of(String connection, List<String> forwarded) {
        List<String> noted = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        boolean isNoted = proxies > 0 && noted.size() >= proxies;
        return network(isNoted ? noted.get(noted.size() - proxies) : connection);
    }

    /** Who has one IPv6 address has its whole network of 64 bits. */
    private static String network(String address) {
        @Nullable InetAddress parsed = address.indexOf(':') < 0 ? null : parse(address);
        if (parsed instanceof Inet6Address) {
            byte[] bytes = parsed.getAddress();
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return Arrays.toString(bytes);
        }
        return address;
    }

    /** Only what has a colon comes here, so no name is looked up. */
    private static @Nullable InetAddress parse(String address) {
        try {
            String bare = address.startsWith("[") ? address.substring(1).split("]", 2)[0] : address;
            return bare.matches("[0-9A-Fa-f:.]+") ? InetAddress.getByName(bare) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
