@NullMarked
package dev.rolecall.app.acl;

import org.jspecify.annotations.NullMarked;
