/** PATCH operations: parsed into values, applied to the document of a small resource. */
@NullMarked
package com.scrydon.scim.ingress.patches;

import org.jspecify.annotations.NullMarked;
