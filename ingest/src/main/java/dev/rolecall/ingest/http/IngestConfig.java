package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Door;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.views.directory.DirectoryReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the SCIM service needs. It closes none of it.
 *
 * @param http where to listen, and how clients reach us
 * @param directories on which terms each is served
 * @param door who may enter
 * @param view where reads come from
 * @param commands where writes go
 * @param health what readiness depends on
 * @param metrics where requests are counted
 * @param scrape the metrics as text, in Prometheus' format
 * @param clock for tokens and deadlines
 * @param ids for resources, batches and correlation
 */
public record IngestConfig(
    HttpConfig http,
    Directories directories,
    Door door,
    DirectoryReader view,
    Commands commands,
    Health health,
    MeterRegistry metrics,
    Supplier<String> scrape,
    InstantSource clock,
    Supplier<UUID> ids) {}
