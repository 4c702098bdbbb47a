/** local-stack. */
@NullMarked
package com.scrydon.scim.localstack;

import org.jspecify.annotations.NullMarked;
