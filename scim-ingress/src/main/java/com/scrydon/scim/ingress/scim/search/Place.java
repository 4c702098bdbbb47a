package com.scrydon.scim.ingress.scim.search;

import java.util.UUID;

/** Which resource stands at a place of a list over several types. */
record Place(Type type, UUID id) {

    enum Type {
        USER, GROUP
    }
}
