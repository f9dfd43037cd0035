@NullMarked
package dev.rolecall.service.tls;

import org.jspecify.annotations.NullMarked;
