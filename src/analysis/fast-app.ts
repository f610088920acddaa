import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiObject, App, type AppProps, Chart, Names, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ANALYSIS_ID } from './app-analysis';
import { jsonOf, renderingOnce } from './rendered-once';
import { CycleFound, WriteOrder } from './write-order';
import { yamlOf } from './yaml-writer';

/**
 * An `App` that writes large apps faster: the same files, byte by byte, in a time that grows with the number of objects alone. Each
 * object is rendered once, and all constructs are validated once, where `App` does both anew for each chart.
 *
 * Charts and resolvers of your own work as they do in `App`.
 */
export class FastApp extends App {
  /**
   * The manifests that were written, as paths within the output directory.
   *
   * @internal
   */
  public readonly _written: string[] = [];

  constructor(props: AppProps = {}) {
    super(props);
  }

  /** The charts, each after those that it depends on, as they are written. */
  public override get charts(): Chart[] {
    // Where an app cannot be written, `App` may have an order still, or says why there is none.
    try { return new WriteOrder(this.node.findAll()).charts(); } catch { return super.charts; }
  }

  /** Writes all manifests to the output directory. */
  public override synth(): void {
    withoutCycle(() => renderingOnce(this, () => {
      mkdirSync(this.outdir, { recursive: true });
      const constructs = this.node.findAll();
      validate(constructs);
      this.write(new WriteOrder(constructs));
    }), () => { super.synth(); });
  }

  /** All manifests as one text. */
  public override synthYaml(): string {
    return withoutCycle(() => renderingOnce(this, () => {
      const constructs = this.node.findAll();
      const order = new WriteOrder(constructs);
      validate(constructs);
      return yamlOf(order.charts().flatMap((chart) => this.documentsOf(chart, order)));
    }), () => super.synthYaml());
  }

  private write(order: WriteOrder): void {
    const charts = order.charts();
    switch (this.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) { this.save('app', charts.flatMap((chart) => this.documentsOf(chart, order))); }
        break;
      case YamlOutputType.FILE_PER_CHART:
        charts.forEach((chart, i) => { this.save(fileName(chart, i, order), this.documentsOf(chart, order)); });
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const chart of charts) {
          const documents = this.documentsOf(chart, order).filter((document) => document !== undefined) as ApiObject[];
          documents.forEach((document) => { this.save(objectName(document), [document]); });
        }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        charts.forEach((chart, i) => {
          const folder = fileName(chart, i, order);
          mkdirSync(join(this.outdir, folder), { recursive: true });
          order.objectsOf(chart).forEach((object) => { this.save(join(folder, objectName(object)), [jsonOf(this, object)]); });
        });
        break;
    }
    // cdk8s has it, and does not show it.
    if ((this as unknown as { readonly recordConstructMetadata: boolean }).recordConstructMetadata) {
      const objects = charts.flatMap((chart) => order.objectsOf(chart));
      const resources = Object.fromEntries(objects.map(({ name, node: { path } }) => [name, { path }]));
      writeFileSync(join(this.outdir, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
    }
  }

  /** What a chart writes. One that renders itself in another way is asked. */
  private documentsOf(chart: Chart, order: WriteOrder): unknown[] {
    if (chart.toJson !== Chart.prototype.toJson) { return Object.values(chart.toJson()); }
    return order.objectsOf(chart).map((object) => jsonOf(this, object));
  }

  private save(name: string, documents: readonly unknown[]): void {
    const file = `${name}${this.outputFileExtension}`;
    writeFileSync(join(this.outdir, file), yamlOf(documents), { encoding: 'utf8' });
    this._written.push(file);
  }
}

/** `App` has the words for dependencies that form a circle. */
function withoutCycle<T>(work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CycleFound) { return otherwise(); }
    throw error;
  }
}

function fileName(chart: Chart, index: number, { hasDependentCharts }: WriteOrder): string {
  return `${hasDependentCharts ? `${String(index).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
}

function objectName({ kind, metadata }: ApiObject): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function validate(constructs: readonly IConstruct[]): void {
  const lines = validationErrors(constructs);
  if (lines.length > 0) { throw new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`); }
}

/** The checks go last: they render the objects, which other validations may still change. The texts stay in order. */
export function validationErrors(constructs: readonly IConstruct[]): string[] {
  const [root] = constructs;
  const errors = new Map<IConstruct, string[]>();
  const isAnalysis = ({ node }: IConstruct) => node.id === ANALYSIS_ID && node.scope === root;
  const collect = (construct: IConstruct) => {
    const texts = construct.node.validate();
    if (texts.length > 0) { errors.set(construct, texts); }
  };
  constructs.filter((construct) => !isAnalysis(construct)).forEach(collect);
  constructs.filter(isAnalysis).forEach(collect);
  return constructs.flatMap((construct) => (errors.get(construct) ?? []).map((text) => `[${construct.node.path}] ${text}`));
}
