/** What a service can be told by keys, read from its code: the page docs/configuration.md, and what the page promises. */
@NullMarked
package com.scrydon.scim.testkit.configuration;

import org.jspecify.annotations.NullMarked;
