/** Where things of a local stack lie: ports, the data directory, what was generated once, what a build prepared. */
@NullMarked
package com.scrydon.scim.localstack.layout;

import org.jspecify.annotations.NullMarked;
