/** OpenAPI documents, held against the services that they describe. */
@NullMarked
package com.scrydon.scim.testkit.openapi;

import org.jspecify.annotations.NullMarked;
