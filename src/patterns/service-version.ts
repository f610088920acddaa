import type { MeshService } from './mesh-service';
import type { IDestination } from '../resources/destination';

/** A version of a service: those of its pods that have the version's labels. Made by `MeshService.version`. */
export class ServiceVersion implements IDestination {
  /** @internal */
  public static _of(service: MeshService, name: string, labels: { [label: string]: string }): ServiceVersion {
    return new ServiceVersion(service, name, labels);
  }

  private constructor(
    /** The service that this is a version of. */
    public readonly service: MeshService,
    /** The version's name; Istio's subset. */
    public readonly name: string,
    private readonly podLabels: { [label: string]: string },
  ) {}

  /** The host of the service. */
  public get host(): string {
    return this.service.host;
  }

  /** The subset: the version's name. */
  public get subset(): string | undefined {
    return this.name;
  }

  /** The labels that the version's pods have, beside those that the Service selects. */
  public get labels(): { [label: string]: string } {
    return { ...this.podLabels };
  }
}
