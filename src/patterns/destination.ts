/** Where requests can be sent: a service, or one version of it. */
export interface IDestination {
  /** The host, fully qualified where the namespace is known. */
  readonly host: string;
}
