package dev.stasis.engine.resource.file.inet;

/**
 * Options of SOL_IP, which IPv6 sockets have too.
 *
 * @param freeBind may be bound to an address the machine does not have (yet)
 * @param packetInfo datagrams come with the address they were sent to
 * @param tos type of service, 0 to 255
 * @param ttl time to live; 0 when it is not known
 */
public record IpOptions(boolean freeBind, boolean packetInfo, int tos, int ttl) {}
