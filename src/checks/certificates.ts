/** What is wrong with a pair, given the names of its halves. */
type Problem = (certificate: string, key: string) => string;

/** Why a PEM certificate and a PEM key are no pair that a server can use; `undefined` if they are one. */
export function certificateProblem(certificate: string, key: string): Problem | undefined {
  const { createPrivateKey, X509Certificate } = crypto();
  let parsed: InstanceType<typeof X509Certificate>;
  try {
    parsed = new X509Certificate(firstBlock(certificate));
  } catch {
    return (name) => `${name} is none`;
  }
  try {
    return parsed.checkPrivateKey(createPrivateKey(key)) ? undefined : (name, other) => `${other} is not the key of ${name}`;
  } catch {
    return (_, other) => `${other} is no key`;
  }
}

/** Whether a PEM certificate is not valid at a moment. */
export function isExpired(certificate: string, now: number): boolean {
  const { X509Certificate } = crypto();
  const { validFrom, validTo } = new X509Certificate(firstBlock(certificate));
  return now < Date.parse(validFrom) || now > Date.parse(validTo);
}

/** The server's own certificate goes first, before those of the authorities that signed it. */
function firstBlock(pem: string): string {
  const end = '-----END CERTIFICATE-----';
  const at = pem.indexOf(end);
  return at === -1 ? pem : pem.slice(0, at + end.length);
}

function crypto(): typeof import('node:crypto') {
  // Loaded when the first certificate is met: most apps have none.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('node:crypto') as typeof import('node:crypto');
}
