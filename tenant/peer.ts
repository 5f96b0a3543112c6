/** Who is at the other end of the socket, and by which name it asked for us. */

export interface Peer {
  /** Whether the connection comes from this machine. */
  readonly loopback: boolean;
}

/** A caller in the same process. */
export const IN_PROCESS: Peer = { loopback: true };

/** Whether this is an address of the machine itself (RFC 1122, section 3.2.1.3; RFC 4291, sections 2.5.3 and 2.5.5.2). */
export function isLoopbackAddress(address: string | undefined): boolean {
  return /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/i.test(address ?? "");
}

/**
 * Whether a `Host` header names this machine. A web page of another site that resolves its own name to 127.0.0.1 (DNS
 * rebinding) sends that name.
 */
export function isLoopbackHost(header: string | null): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(header ?? "");
}
