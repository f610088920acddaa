/** Names of images as istioctl takes them (`go-containerregistry`). The functions return what is allowed; `undefined`, if the text is. */

import { goUrl } from './url';

/** For the `hub` of an installation: what stands before `/pilot`. */
export function hubProblem(text: string): string | undefined {
  const name = `${text}/pilot`;
  const slash = name.indexOf('/');
  const hasRegistry = /[.:]/.test(name.slice(0, slash));
  const [registry, repository] = hasRegistry ? [name.slice(0, slash), name.slice(slash + 1)] : ['', name];
  const isRegistry = registry === '' || (!registry.includes('%') && goUrl(`//${registry}`)?.host === registry);
  return isRegistry && /^[a-z0-9_\-./]{2,255}$/.test(repository) ? undefined
    : 'a registry and a folder of images, such as registry.example.com/istio: lower-case letters, digits, "-", "_", "." and "/"';
}

/** For the tag of an image. */
export function imageTagProblem(text: string): string | undefined {
  return /^[a-zA-Z0-9_.-]{1,128}$/.test(text) ? undefined : 'at most 128 letters, digits, "-", "_" and "."';
}
