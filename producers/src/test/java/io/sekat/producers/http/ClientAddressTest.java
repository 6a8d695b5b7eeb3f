package io.sekat.producers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void whatAClientWritesIsNotBelievedWithoutAProxy() {
        assertThat(new ClientAddress(0).of("192.0.2.1", List.of("198.51.100.7")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void behindOneProxyTheLastAddressIsTheClients() {
        assertThat(new ClientAddress(1).of("127.0.0.1", List.of("198.51.100.7, 192.0.2.9")))
                .isEqualTo("192.0.2.9");
    }

    @Test
    void behindTwoProxiesItIsTheOneBeforeTheLastOverAllLines() {
        assertThat(new ClientAddress(2).of("127.0.0.1", List.of("198.51.100.7", "192.0.2.9,10.0.0.1")))
                .isEqualTo("192.0.2.9");
    }

    @Test
    void aHeaderThatIsTooShortIsNotBelieved() {
        assertThat(new ClientAddress(2).of("192.0.2.1", List.of("198.51.100.7")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void allAddressesOfOneIpv6NetworkAreOneClient() {
        ClientAddress addresses = new ClientAddress(0);

        assertThat(addresses.of("2001:db8:0:1::1", List.of()))
                .isEqualTo(addresses.of("2001:db8:0:1:ffff::9", List.of()))
                .isNotEqualTo(addresses.of("2001:db8:0:2::1", List.of()));
    }
}
