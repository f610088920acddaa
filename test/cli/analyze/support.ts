import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../../src/cli/command-line';

/** What a run of the command line says; without the folder of the test. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder for the files of a test, in which the command runs as if it were called there. */
export class Workplace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'analyze-'));
  private readonly before = process.cwd();

  constructor() {
    process.chdir(this.folder);
  }

  public write(files: { readonly [path: string]: string }): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(this.folder, path, '..'), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  public run(...args: string[]): Said {
    let out = '';
    let err = '';
    const spies = [
      jest.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; }),
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; }),
    ];
    try {
      return { code: runCommandLine(['node', 'cdk8s-istio', ...args]), out, err };
    } finally {
      spies.forEach((spy) => spy.mockRestore());
    }
  }

  public remove(): void {
    process.chdir(this.before);
    rmSync(this.folder, { recursive: true });
  }
}

export const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports: [{ name: http, port: 9080 }]
`;

/** Its subset is one that nothing defines. */
export const ROUTES = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts: [reviews]
  http:
  - route:
    - destination:
        host: reviews
        subset: v3
`;

export const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  subsets: [{ name: v3, labels: { version: v3 } }]
`;
