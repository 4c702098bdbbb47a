package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Cursors as anybody can make them who has read how: the checksum is right, whatever they say. */
public final class ForgedCursor {

    private static final int CHECKSUM_BYTES = 9;

    private ForgedCursor() {}

    /** What cursors of a list are bound to: its table's alias and its parameters. */
    public static String boundTo(String alias, Map<String, String> parameters) {
        return ListQuery.of(new ListParameters(parameters)) instanceof Verdict.Accepted<ListQuery>(var query)
                ? query.bound(alias)
                : "";
    }

    /** A cursor that says this, in seconds and microseconds. */
    public static String of(long madeAt, long createdAt, Optional<String> key, String query) {
        try {
            var payload = payload(madeAt, createdAt, key);
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            var bytes = Arrays.copyOf(payload, payload.length + CHECKSUM_BYTES);
            System.arraycopy(digest.digest(payload), 0, bytes, payload.length, CHECKSUM_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] payload(long madeAt, long createdAt, Optional<String> key) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(madeAt);
        out.writeLong(createdAt);
        out.writeLong(1);
        out.writeLong(2);
        out.writeBoolean(key.isPresent());
        out.writeUTF(key.orElse(""));
        return bytes.toByteArray();
    }
}
