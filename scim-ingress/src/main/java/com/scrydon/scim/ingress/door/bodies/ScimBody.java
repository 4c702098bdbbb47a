package com.scrydon.scim.ingress.door.bodies;

import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON body of a SCIM request, as a parameter of controllers.
 *
 * @param json well-formed, and free of texts that the store cannot hold
 * @param bytes its size
 */
public record ScimBody(ObjectNode json, int bytes) {}
