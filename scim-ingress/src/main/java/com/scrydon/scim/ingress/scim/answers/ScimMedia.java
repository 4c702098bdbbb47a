package com.scrydon.scim.ingress.scim.answers;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Media types of RFC 7644 §3.1: SCIM's own by preference, plain JSON both ways, parameters ignored. */
public final class ScimMedia {

    public static final MediaType SCIM_JSON = MediaType.parseMediaType("application/scim+json;charset=utf-8");
    static final MediaType JSON = MediaType.parseMediaType("application/json;charset=utf-8");

    private static final List<MediaType> OFFERED = List.of(SCIM_JSON.removeQualityValue(), JSON);

    private ScimMedia() {}

    /** What to answer with under an Accept header; empty if it allows neither. */
    public static Optional<MediaType> answerFor(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(SCIM_JSON);
        }
        try {
            var wanted = MediaType.parseMediaTypes(accept).stream().filter(type -> type.getQualityValue() > 0).toList();
            return OFFERED.stream().filter(offer -> wanted.stream().anyMatch(type -> covers(type, offer))).findFirst();
        } catch (InvalidMediaTypeException _) {
            return Optional.of(SCIM_JSON);
        }
    }

    /** Whether a body of this type is read; a missing type counts as SCIM's. */
    public static boolean readable(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            return OFFERED.stream().anyMatch(offer -> covers(type, offer));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean covers(MediaType wanted, MediaType offer) {
        return new MediaType(wanted.getType(), wanted.getSubtype()).includes(offer);
    }
}
