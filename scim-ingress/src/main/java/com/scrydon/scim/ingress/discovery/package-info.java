/** ServiceProviderConfig, ResourceTypes and Schemas. */
@NullMarked
package com.scrydon.scim.ingress.discovery;

import org.jspecify.annotations.NullMarked;
