/** The Apicurio schema registry as a part of the stack. */
@NullMarked
package com.scrydon.scim.localstack.registry;

import org.jspecify.annotations.NullMarked;
