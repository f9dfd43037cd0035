/**
 * What every service does alike: configuration, Kafka settings with a reason for each, lifecycle,
 * health, metrics.
 */
@NullMarked
package dev.rolecall.service;

import org.jspecify.annotations.NullMarked;
