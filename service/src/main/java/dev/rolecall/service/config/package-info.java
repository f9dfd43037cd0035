/** The configuration file, read into records with every problem reported together. */
@NullMarked
package dev.rolecall.service.config;

import org.jspecify.annotations.NullMarked;
