/** An Okta conversation against the running stack, with its effects as they land. */
@NullMarked
package com.scrydon.scim.localstack.demo;

import org.jspecify.annotations.NullMarked;
