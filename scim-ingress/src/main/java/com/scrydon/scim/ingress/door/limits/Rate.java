package com.scrydon.scim.ingress.door.limits;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket (R4): how fast it fills and how much it holds, over all instances together.
 *
 * @param perSecond requests a second; 0 for no limit
 * @param burst requests at once, 1 or more
 */
public record Rate(int perSecond, int burst) {

    /** The largest rate or burst. */
    public static final int MOST = 1_000_000;

    private static final int BURST_SECONDS = 5;

    public Rate {
        if (!isPossible(perSecond) || !isPossible(burst) || burst == 0) {
            throw new IllegalArgumentException("a rate is 0 to " + MOST + " a second, a burst 1 to " + MOST);
        }
    }

    public static boolean isPossible(int number) {
        return number >= 0 && number <= MOST;
    }

    /** The rate that a token was given; without a burst it may save up five seconds, as the default does. */
    public static Optional<Rate> ofNullable(@Nullable Integer perSecond, @Nullable Integer burst) {
        if (perSecond == null) {
            return Optional.empty();
        }
        int most = Math.clamp((long) perSecond * BURST_SECONDS, 1, MOST);
        return Optional.of(new Rate(perSecond, burst == null ? most : burst));
    }

    boolean isUnlimited() {
        return perSecond == 0;
    }
}
