import { renderSecret } from './credential';
import type { WasmEnv, WasmModule } from './wasm-module';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';

const SCHEMES: ReadonlyArray<string> = ['oci', 'file', 'http', 'https'];

const IMAGE_OR_HTTP = /^([a-z]+:\/\/)?([^\s/@]*@)?(\[[0-9a-f:.]+\]|[\w.~-]+)(:\d+)?(\/\S*)?$/i;

const MAX_NAME = 256;
const MAX_VALUE = 2048;
const MAX_ENV = 256;

/** A module, as WasmPlugin and TrafficExtension have it. */
export function renderWasmModule(module: WasmModule, field: Field): JsonObject {
  return defined({
    url: requireUrl(module.url, field.at('url')),
    sha256: given(module.sha256, (hash) => requireHash(hash, module.url, field.at('sha256'))),
    imagePullPolicy: module.imagePullPolicy,
    imagePullSecret: given(module.imagePullSecret, (secret) => renderSecret(secret, field.at('imagePullSecret'))),
    pluginName: given(module.pluginName, (name) => requireLength(name, 1, MAX_NAME, field.at('pluginName'))),
    pluginConfig: module.pluginConfig as JsonObject | undefined,
    failStrategy: module.failStrategy,
    vmConfig: given(module.env, (env) => ({ env: renderEnv(env, field.at('env')) })),
    type: module.type,
  });
}

/** Istio takes a name without a scheme for an image; to it, `localhost:5000/filter` has a scheme, `localhost`. */
function requireUrl(url: string, field: Field): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1].toLowerCase();
  if (scheme !== undefined && !SCHEMES.includes(scheme)) {
    throw field.error(url, 'a URL with oci, file, http or https, or the name of an image', 'write oci:// before the name of an image');
  }
  const wanted = scheme === 'file' ? /^file:\/\/\/\S+$/i : IMAGE_OR_HTTP;
  if (wanted.test(url) && !/%(?![0-9a-f]{2})/i.test(url)) { return url; }
  throw field.error(url, 'an image (oci://registry.example.com/filter:v1), a file (file:///opt/filter.wasm) or an http or https URL');
}

function requireHash(hash: string, url: string, field: Field): string {
  if (!/^[a-f0-9]{64}$/.test(hash)) { throw field.error(hash, '64 small hexadecimal digits'); }
  const inUrl = /@sha256:([a-f0-9]{64})$/.exec(url)?.[1];
  if (inUrl !== undefined && inUrl !== hash) { throw field.error(hash, `${inUrl}, as the url has it`, 'or leave it out'); }
  return hash;
}

function renderEnv(env: { [name: string]: WasmEnv }, field: Field): JsonObject[] {
  const names = Object.keys(env);
  if (names.length === 0) { throw field.error(env, 'at least one variable', 'leave it out for none'); }
  if (names.length > MAX_ENV) { throw field.problem(`${field.path} has ${names.length} variables; it must have at most ${MAX_ENV}`); }
  return names.map((name) => {
    if (!/^[A-Za-z_]\w*$/.test(name) || name.length > MAX_NAME) {
      throw field.problem(`${field.path} has the variable ${JSON.stringify(name)}; ` +
        `its name must be letters, digits and "_", without a digit at the start, at most ${MAX_NAME} characters`);
    }
    const { _from: valueFrom, _value: value } = env[name];
    return defined({ name, valueFrom, value: given(value, (text) => requireLength(text, 0, MAX_VALUE, field.at(name))) });
  });
}

function requireLength(text: string, min: number, max: number, field: Field): string {
  if (text.length >= min && text.length <= max) { return text; }
  throw field.problem(`${field.path} has ${text.length} characters; it must have ${min === 0 ? 'at most' : `between ${min} and`} ${max}`);
}
