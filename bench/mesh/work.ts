export const SERVICES_OF_A_GATEWAY = 50;

/** What a program of the benchmark is asked for. */
export function work(): { readonly services: number; readonly charts: number; readonly outdir: string; readonly option: string } {
  const [services, charts, outdir, option] = process.argv.slice(2);
  return { services: Number(services), charts: Number(charts), outdir, option };
}
