/** For a SHA-256 digest (`validateWasmPluginSHA`): what is allowed; `undefined`, if the text is. Empty is none. */
export function sha256Problem(text: string): string | undefined {
  return text === '' || /^[a-f0-9]{64}$/.test(text) ? undefined : '64 hexadecimal digits in lower case';
}
