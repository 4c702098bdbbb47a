package com.scrydon.scim.ingress.search;

import java.util.UUID;

/** Which resource stands at a place of a list over several types. */
record Place(Type type, UUID id) {

    enum Type {
        USER, GROUP
    }
}
