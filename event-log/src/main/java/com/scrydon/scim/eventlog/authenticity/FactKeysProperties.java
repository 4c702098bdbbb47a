package com.scrydon.scim.eventlog.authenticity;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys of facts are, key {@code scim.facts.keys-file}.
 *
 * @param keysFile keys that facts are signed with and known by (docs/operations.md, "Keys of facts"): lines {@code id base64}, each a key of
 *     32 bytes; the first signs, all verify
 */
@ConfigurationProperties("scim.facts")
public record FactKeysProperties(@Nullable Path keysFile) {

    public FactKeysProperties {
        if (keysFile == null || keysFile.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "scim.facts.keys-file must name the file of the keys that facts are signed with");
        }
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if there is no ring in it
     */
    public FactKeys open() {
        return new FactKeys(Objects.requireNonNull(keysFile));
    }
}
