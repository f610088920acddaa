/** What TLS offers as Istio knows it (`pkg/config/security/security.go`): Istio drops what it does not know. */

const CIPHER_SUITES: ReadonlySet<string> = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
]);

const ECDH_CURVES: ReadonlySet<string> = new Set(['P-224', 'P-256', 'P-521', 'P-384', 'X25519', 'X25519Kyber768Draft00', 'X25519MLKEM768']);

/** For a cipher suite (`IsValidCipherSuite`): what is allowed; `undefined`, if it is. What begins with an operator is not looked into. */
export function cipherSuiteProblem(text: string): string | undefined {
  // Go looks at the first byte as if it were a character of its own.
  const byte = Buffer.from(text.slice(0, 2), 'utf8')[0] ?? 0;
  const isName = /^[\p{N}\p{L}]$/u.test(String.fromCharCode(byte));
  return text === '' || text === 'ALL' || !isName || CIPHER_SUITES.has(text) ? undefined : `one of ${[...CIPHER_SUITES].join(', ')}`;
}

/** For a curve (`IsValidECDHCurve`): what is allowed; `undefined`, if it is. */
export function ecdhCurveProblem(text: string): string | undefined {
  return text === '' || ECDH_CURVES.has(text) ? undefined : `one of ${[...ECDH_CURVES].join(', ')}`;
}
