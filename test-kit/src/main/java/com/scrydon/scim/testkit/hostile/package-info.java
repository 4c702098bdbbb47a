/** What strangers and broken clients send to any port: hostile headers, parameters and paths, and what they get (R24c). */
@NullMarked
package com.scrydon.scim.testkit.hostile;

import org.jspecify.annotations.NullMarked;
