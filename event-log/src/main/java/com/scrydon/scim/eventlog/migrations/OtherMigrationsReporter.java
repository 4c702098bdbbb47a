package com.scrydon.scim.eventlog.migrations;

import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/** Says in one line, without a stack, why a service does not start. */
final class OtherMigrationsReporter implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OtherMigrationsReporter.class);
    /** Chains of causes can be circles. */
    private static final int MOST_LINKS = 50;

    @Override
    public boolean reportException(Throwable failure) {
        var other = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_LINKS)
                .filter(OtherMigrationsException.class::isInstance).findFirst();
        other.ifPresent(found -> LOG.error("{}", found.getMessage()));
        return other.isPresent();
    }
}
