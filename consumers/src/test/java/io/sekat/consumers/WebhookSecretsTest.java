package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSecretsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "webhook.md");
    private static final Instant AT = Instant.ofEpochSecond(1_772_434_445);
    private static final byte[] BODY = "{\"alertId\":\"a\",\"revision\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String NEWER = "correct-horse-battery-staple";
    private static final String OLDER = "an-older-secret-of-ours";
    /** By openssl: printf '%s.%s' SECONDS BODY | openssl dgst -sha256 -hmac SECRET. */
    private static final String SIGNATURE =
            "t=1772434445,v1=da28bdbdbc5667d30ac5226b2d4a860c640ac7e2e64ef7b21c6ff8fba8b0d3d7";

    @TempDir
    private Path folder;

    @Test
    void theSignatureIsTheOneOfTheDocument() throws IOException {
        String signature = WebhookSecrets.of(List.of(NEWER)).signature(AT, BODY);

        assertThat(signature).isEqualTo(SIGNATURE);
        assertThat(Files.readString(DOCUMENT)).contains(NEWER, SIGNATURE, new String(BODY, StandardCharsets.UTF_8));
    }

    @Test
    void whileASecretIsReplacedBothSign() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), NEWER + "\n\n " + OLDER + " \n");

        assertThat(WebhookSecrets.in(file).signature(AT, BODY))
                .isEqualTo(SIGNATURE + ",v1=012a82c287ab649941096f8ec1cad49790013e6dce62a30e140a08b2524862d0");
    }

    @Test
    void secretsThatAreNoneAreNotShown() {
        for (List<String> wrong : List.of(List.of("short"), List.of(NEWER, OLDER, NEWER), List.of(" "))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebhookSecrets.of(wrong))
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("short", NEWER));
        }
        assertThat(WebhookSecrets.of(List.of(NEWER)).toString()).isEqualTo("1 secrets");
    }
}
