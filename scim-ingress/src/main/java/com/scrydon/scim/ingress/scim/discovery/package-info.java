/** ServiceProviderConfig, ResourceTypes and Schemas, all from the description of attributes. */
@NullMarked
package com.scrydon.scim.ingress.scim.discovery;

import org.jspecify.annotations.NullMarked;
