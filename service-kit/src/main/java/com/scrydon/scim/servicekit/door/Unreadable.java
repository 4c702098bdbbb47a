package com.scrydon.scim.servicekit.door;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.multipart.MultipartException;

/** The exceptions by which Tomcat and Spring say that a request cannot be read: the client's fault, whoever meets it first. */
final class Unreadable {

    private static final int DEEPEST = 10;

    private Unreadable() {}

    /** The one that it is, or that caused it. */
    static Optional<Throwable> in(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(DEEPEST)
                .filter(Unreadable::isOne).findFirst();
    }

    private static boolean isOne(Throwable cause) {
        return cause instanceof InvalidParameterException || cause instanceof InvalidMediaTypeException
                || cause instanceof InvalidMimeTypeException || cause instanceof RequestRejectedException
                || cause instanceof MultipartException || cause instanceof HttpMessageNotReadableException;
    }
}
