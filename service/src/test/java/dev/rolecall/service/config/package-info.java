@NullMarked
package dev.rolecall.service.config;

import org.jspecify.annotations.NullMarked;
