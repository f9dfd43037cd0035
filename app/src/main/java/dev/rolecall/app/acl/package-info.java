/** What each service may do in Kafka, and nothing more. */
@NullMarked
package dev.rolecall.app.acl;

import org.jspecify.annotations.NullMarked;
