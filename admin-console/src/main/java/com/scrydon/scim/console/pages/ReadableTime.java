package com.scrydon.scim.console.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times as people read them, in UTC; templates call it {@code @time}. */
@Component("time")
public class ReadableTime {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter
            .ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** To the minute; a dash for a time that never came. */
    public String minutes(@Nullable Instant moment) {
        return moment == null ? "–" : MINUTES.format(moment);
    }

    public String seconds(@Nullable Instant moment) {
        return moment == null ? "–" : SECONDS.format(moment);
    }
}
