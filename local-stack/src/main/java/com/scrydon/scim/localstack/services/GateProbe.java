package com.scrydon.scim.localstack.services;

import com.scrydon.scim.localstack.supervision.Probes;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a service's health says of its write gate, where that is not simply open. */
final class GateProbe {

    private static final String OPEN = "open";

    private GateProbe() {}

    /** The words for the board; a service that does not answer now has said nothing. */
    static Optional<String> limitation(String address) {
        return words(Probes.body(address + "/actuator/health/gate")).filter(words -> !words.startsWith(OPEN))
                .map(words -> "gate " + words);
    }

    static Optional<String> words(String health) {
        try {
            return Optional.of(JsonMapper.shared().readTree(health).path("details").path("writes").asString(""))
                    .filter(words -> !words.isEmpty());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
