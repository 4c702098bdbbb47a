/** The four services as parts of the stack: extracted jar, ahead-of-time cache, configuration. */
@NullMarked
package com.scrydon.scim.localstack.services;

import org.jspecify.annotations.NullMarked;
