import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { rendered } from './support';
import type { IstioInstallProps } from 'cdk8s-istio';

// Istio itself renders installations, by its own code in a binary of Go that `.ci/run` builds and names in this variable.
const { CONFORMANCE_BIN } = process.env;
if (CONFORMANCE_BIN === undefined) {
  process.stderr.write('CONFORMANCE_BIN is not set: what Istio itself makes of installations is proved by .ci/run\n');
}

/** A test by Istio itself. */
export const proof = CONFORMANCE_BIN === undefined ? test.skip : test;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly resources: { readonly requests: { readonly [resource: string]: string }; readonly limits?: { readonly [resource: string]: string } };
}

/** An object that Istio renders, as far as it is looked at. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: { readonly [name: string]: string } };
  readonly spec: {
    readonly type?: string;
    readonly replicas?: number;
    readonly ports?: ReadonlyArray<{ readonly name: string; readonly port: number; readonly targetPort?: number }>;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } };
  };
}

/** What Istio renders. */
export class Installed {
  /** What Istio renders of a file. */
  public static ofFile(file: string): Installed {
    const yaml = execFileSync(CONFORMANCE_BIN as string, ['render', file], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    return new Installed(parseAllDocuments(yaml).map((document) => document.toJS() as Rendered));
  }

  /** What Istio renders of an installation. */
  public static of(props: IstioInstallProps): Installed {
    const folder = mkdtempSync(join(tmpdir(), 'install-'));
    try {
      const file = join(folder, 'istio.yaml');
      writeFileSync(file, Yaml.stringify(rendered(props)));
      return Installed.ofFile(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  private constructor(private readonly objects: readonly Rendered[]) {}

  /** The names of the objects of a kind. */
  public names(kind: string): string[] {
    return this.objects.filter((one) => one.kind === kind).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort();
  }

  /** The one object of a kind and name (`namespace/name`). */
  public find(kind: string, path: string): Rendered {
    const found = this.objects.filter((one) => one.kind === kind && `${one.metadata.namespace}/${one.metadata.name}` === path);
    expect(found).toHaveLength(1);
    return found[0];
  }

  /** What stands at a path of the one object of a kind and name. */
  public at(kind: string, path: string, ...keys: Array<string | number>): unknown {
    return keys.reduce<unknown>((value, key) => (value as { readonly [key: string]: unknown } | undefined)?.[key], this.find(kind, path));
  }

  /** The one container of a Deployment or DaemonSet. */
  public container(path: string, kind = 'Deployment'): Container {
    const containers = this.find(kind, path).spec.template?.spec.containers ?? [];
    expect(containers).toHaveLength(1);
    return containers[0];
  }

  /** At least and at most so many replicas has an autoscaler. */
  public scaling(path: string): [number | undefined, number | undefined] {
    const { minReplicas, maxReplicas } = this.find('HorizontalPodAutoscaler', path).spec;
    return [minReplicas, maxReplicas];
  }

  /** The ports of a Service, and where they lead. */
  public ports(path: string): unknown {
    return this.find('Service', path).spec.ports?.map(({ name, port, targetPort }) => [name, port, targetPort]);
  }

  /** All text of the objects. */
  public text(): string {
    return JSON.stringify(this.objects);
  }
}
