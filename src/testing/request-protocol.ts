/** How a caller speaks, before any proxy. */
export enum RequestProtocol {
  /** HTTP in plain text. */
  HTTP = 'HTTP',
  /** HTTP over TLS of the caller's own: only what ends the TLS sees the request. */
  HTTPS = 'HTTPS',
  /** gRPC, which is HTTP/2 in plain text. */
  GRPC = 'GRPC',
  /** A connection of bytes. */
  TCP = 'TCP',
  /** A connection of the caller's own TLS, of whatever content. */
  TLS = 'TLS',
}
