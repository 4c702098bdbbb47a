/** SCIM PATCH operations, in every shape clients send. */
@NullMarked
package com.scrydon.scim.ingress.patches;

import org.jspecify.annotations.NullMarked;
