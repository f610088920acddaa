import type { Json, JsonObject } from '../../model/json';

type Test = (json: Json) => boolean;

const isText: Test = (json) => typeof json === 'string';
const isTruth: Test = (json) => typeof json === 'boolean';
const isRecord = (json: Json): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json);
const isMapOfTexts: Test = (json) => isRecord(json) && Object.values(json).every((member) => member !== undefined && isText(member));
const isList = (test: Test): Test => (json) => Array.isArray(json) && json.every(test);

const OWNER: { readonly [key: string]: Test } = { apiVersion: isText, kind: isText, name: isText, uid: isText };
const OWNER_OPTIONS: { readonly [key: string]: Test } = { controller: isTruth, blockOwnerDeletion: isTruth };

const isOwner: Test = (json) => isRecord(json)
  && Object.keys(OWNER).every((key) => OWNER[key](json[key] ?? null))
  && Object.keys(json).every((key) => OWNER[key] !== undefined || OWNER_OPTIONS[key]?.(json[key] ?? null) === true);

/** What cdk8s has types for; of anything else it takes whatever is there. */
const TYPES: { readonly [key: string]: Test } = {
  name: isText,
  namespace: isText,
  labels: isMapOfTexts,
  annotations: isMapOfTexts,
  finalizers: isList(isText),
  ownerReferences: isList(isOwner),
};

/** The first field of metadata that cdk8s' types do not take, if there is one: a label that is a number, for example. */
export function untypedMetadata(metadata: Json | undefined): string | undefined {
  if (metadata === undefined) { return undefined; }
  if (!isRecord(metadata)) { return ''; }
  return Object.keys(metadata).find((key) => TYPES[key]?.(metadata[key] ?? null) === false);
}
