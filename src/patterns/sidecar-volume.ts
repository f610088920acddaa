import type { Field } from '../model/field';
import { defined, type JsonObject } from '../model/json';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requireSome } from '../model/require';

/** Where the content of a volume comes from. */
export class SidecarVolumeSource {
  /** A Secret of the pod's namespace. */
  public static secret(name: string): SidecarVolumeSource {
    return new SidecarVolumeSource((field) => ({ secret: { secretName: requireObjectName(name, field) } }));
  }

  /** A ConfigMap of the pod's namespace. */
  public static configMap(name: string): SidecarVolumeSource {
    return new SidecarVolumeSource((field) => ({ configMap: { name: requireObjectName(name, field) } }));
  }

  /** Whatever else a pod's volume can be, as Kubernetes writes it: `{ emptyDir: {} }`. */
  public static of(source: { [field: string]: unknown }): SidecarVolumeSource {
    return new SidecarVolumeSource((field) => {
      if (Object.keys(source).length !== 1) { throw field.error(source, 'one source of a volume, as Kubernetes writes it'); }
      return source as JsonObject;
    });
  }

  private constructor(
    /** @internal */
    public readonly _render: (field: Field) => JsonObject,
  ) {}
}

/** A volume that the sidecar sees. The application does not. */
export interface SidecarVolume {
  /** Its name, which no volume of the pod has. */
  readonly name: string;

  /** Where its content comes from. */
  readonly source: SidecarVolumeSource;

  /** The path that the sidecar sees it at. */
  readonly mountPath: string;

  /**
   * Whether the sidecar can only read it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** The annotations for volumes: one has the volumes, the other has where they are seen, by name. */
export function volumeAnnotations(volumes: SidecarVolume[], field: Field): { [annotation: string]: string } {
  requireSome(volumes, field, 'leave it out for none').forEach(({ name, mountPath }, i) => {
    requireDnsLabel(name, field.at(i).at('name'));
    if (volumes.findIndex((other) => other.name === name) < i) { throw field.at(i).at('name').error(name, 'given once'); }
    if (!/^\/[^:]*$/.test(mountPath)) { throw field.at(i).at('mountPath').error(mountPath, 'a path that begins with "/", without ":"'); }
  });
  const json = (map: (volume: SidecarVolume, at: Field) => JsonObject) =>
    JSON.stringify(Object.fromEntries(volumes.map((volume, i) => [volume.name, map(volume, field.at(i))])));
  return {
    'sidecar.istio.io/userVolume': json(({ source }, at) => source._render(at.at('source'))),
    'sidecar.istio.io/userVolumeMount': json(({ mountPath, readOnly }) => defined({ mountPath, readOnly })),
  };
}
