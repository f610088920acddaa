import { requireUnixSocket } from './unix-socket';
import { Field } from '../model/field';
import { requirePort } from '../model/require';

/** Where a sidecar passes on what it takes: where the application listens. */
export class ApplicationEndpoint {
  /** A port of the loopback address (`127.0.0.1`). */
  public static localhost(port: number): ApplicationEndpoint {
    return ApplicationEndpoint.at('127.0.0.1', port, 'localhost');
  }

  /** A port of the loopback address of IPv6 (`::1`). */
  public static localhostV6(port: number): ApplicationEndpoint {
    return ApplicationEndpoint.at('[::1]', port, 'localhostV6');
  }

  /** A port of the pod's own address (`0.0.0.0` stands for it). */
  public static pod(port: number): ApplicationEndpoint {
    return ApplicationEndpoint.at('0.0.0.0', port, 'pod');
  }

  /** A port of the pod's own IPv6 address (`::` stands for it). */
  public static podV6(port: number): ApplicationEndpoint {
    return ApplicationEndpoint.at('[::]', port, 'podV6');
  }

  /** A Unix domain socket: `unix:///var/run/app.sock`, or `unix://@app` for an abstract one. */
  public static unixSocket(address: string): ApplicationEndpoint {
    return new ApplicationEndpoint(requireUnixSocket(address, new Field('ApplicationEndpoint.unixSocket').at('address')));
  }

  private static at(host: string, port: number, factory: string): ApplicationEndpoint {
    return new ApplicationEndpoint(`${host}:${requirePort(port, new Field(`ApplicationEndpoint.${factory}`).at('port'))}`);
  }

  private constructor(private readonly address: string) {}

  /** @internal */
  public _render(): string {
    return this.address;
  }
}
