import type { CheckInfo } from './check';

/** Where the library lives. */
export const HOME = 'https://github.com/cdk8s-istio/cdk8s-istio';

/** The page about a code: of the library, or what a policy pack names; `undefined`, if it names none. */
export function pageOf({ code, link }: CheckInfo): string | undefined {
  return /^CI\d{4}$/.test(code) ? `${HOME}/blob/main/docs/checks/${code}.md` : link;
}

/** The page of a code of istioctl or Kiali; `undefined`, if it has none. */
export function equivalentPage(equivalent: string): string | undefined {
  if (/^IST\d{4}$/.test(equivalent)) { return `https://istio.io/latest/docs/reference/config/analysis/${equivalent.toLowerCase()}/`; }
  return /^KIA\d{4}$/.test(equivalent) ? 'https://kiali.io/docs/features/validations/' : undefined;
}
