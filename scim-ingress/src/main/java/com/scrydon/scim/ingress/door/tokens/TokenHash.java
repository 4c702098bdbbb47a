package com.scrydon.scim.ingress.door.tokens;

import java.util.HexFormat;

/** SHA-256 of a raw token, as a key: what the cache holds instead of tokens. */
record TokenHash(String hex) {

    static TokenHash of(String raw) {
        return new TokenHash(HexFormat.of().formatHex(TokenFormat.sha256(raw)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
