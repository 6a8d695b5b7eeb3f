package io.sekat.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;

/** The body of a request that brings JSON. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * The bytes as they came.
     *
     * @param what it is, for the messages, e.g. {@code report}
     * @param most bytes that it may have
     * @throws Refusal when it says that it is no JSON, has more bytes, or ends too early
     */
    public static byte[] read(Context context, String what, int most) {
        String type = context.contentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw new Refusal(Problem.of(
                    415, "media-type", "Not JSON", "Expected one " + what + " with Content-Type: application/json."));
        }
        byte[] body;
        try {
            body = context.req().getContentLengthLong() > most
                    ? new byte[most + 1]
                    : context.bodyInputStream().readNBytes(most + 1);
        } catch (IOException e) {
            throw new Refusal(Problem.of(400, "incomplete", "Incomplete request", "The body ended too early."));
        }
        if (body.length > most) {
            String title = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " too large";
            throw new Refusal(Problem.of(
                    413, "too-large", title, "The body of one " + what + " has " + most + " bytes at most."));
        }
        return body;
    }
}
