/** PATCH operations: parsed into values, applied to the document of a small resource. */
@NullMarked
package com.scrydon.scim.ingress.scim.patches;

import org.jspecify.annotations.NullMarked;
