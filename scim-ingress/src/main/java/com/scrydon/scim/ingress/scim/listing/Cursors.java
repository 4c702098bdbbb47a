package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.ExpiredCursor;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidCursor;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Cursors of RFC 9865: a place in a list, the time it was made, and a checksum over both and the query they belong to.
 * The service keeps nothing, so that any instance can go on. The checksum finds mistakes, not forgers, so all that is read is checked
 * too. A forged cursor leads no further than an honest one: what it may show is decided by the token, not by the cursor.
 */
@Component
public final class Cursors {

    /** How long a cursor is good for; a client that walks renews it with each page. */
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Between instances of the service, which read each other's cursors. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final int CHECKSUM_BYTES = 9;
    private static final int MAX_CHARACTERS = 4_096;

    private final Clock clock;

    Cursors(Clock clock) {
        this.clock = clock;
    }

    /** The cursor for the page behind a place; URL-unreserved characters only. */
    String write(Position position, String query) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeLong(clock.instant().getEpochSecond());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()));
            out.writeLong(position.id().getMostSignificantBits());
            out.writeLong(position.id().getLeastSignificantBits());
            out.writeBoolean(position.sortKey().isPresent());
            out.writeUTF(position.sortKey().orElse(""));
            var payload = bytes.toByteArray();
            out.write(checksum(payload, query));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The place that a client's cursor stands for; invalidCursor if it is not ours, or belongs to another query. */
    Verdict<Position> read(String cursor, String query) {
        var bytes = decoded(cursor);
        if (bytes.length <= CHECKSUM_BYTES) {
            return invalid();
        }
        var payload = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
        var checksum = Arrays.copyOfRange(bytes, payload.length, bytes.length);
        return MessageDigest.isEqual(checksum, checksum(payload, query)) ? read(payload) : invalid();
    }

    private Verdict<Position> read(byte[] payload) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(payload));
            var madeAt = Instant.ofEpochSecond(in.readLong());
            var createdAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
            var id = new UUID(in.readLong(), in.readLong());
            boolean keyed = in.readBoolean();
            var key = in.readUTF();
            if (!isPlausible(madeAt, createdAt)) {
                return invalid();
            }
            return clock.instant().isAfter(madeAt.plus(TIMEOUT))
                    ? Verdict.refuse(new ExpiredCursor(TIMEOUT.toSeconds()))
                    : Verdict.of(new Position(keyed ? Optional.of(key) : Optional.empty(), createdAt, id));
        } catch (IOException | DateTimeException | ArithmeticException _) {
            return invalid();
        }
    }

    /** A cursor from the future would never expire; what Postgres cannot hold is no time of ours. */
    private boolean isPlausible(Instant madeAt, Instant createdAt) {
        var latest = clock.instant().plus(CLOCK_SKEW);
        return madeAt.isBefore(latest) && createdAt.isBefore(latest) && createdAt.isAfter(Instant.EPOCH);
    }

    private static byte[] decoded(String cursor) {
        try {
            return cursor.length() > MAX_CHARACTERS ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] checksum(byte[] payload, String query) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(payload), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static <T> Verdict<T> invalid() {
        return Verdict.refuse(new InvalidCursor("The cursor is none of this service, or belongs to another query"));
    }
}
