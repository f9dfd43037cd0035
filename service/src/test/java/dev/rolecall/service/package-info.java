@NullMarked
package dev.rolecall.service;

import org.jspecify.annotations.NullMarked;
