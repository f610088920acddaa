/** A key and certificates for it, made for the examples alone. */
const KEY = 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkpS+4LZ6yvl9Ap2jFq5VkMOLyWioVemZEtDNViyRJUehRANCAATmWkcLIimovLt6GoixMQt0'
  + 'H9bf+sb1gX6VYpsCNEQcUtG1nnNwdtJqUpyUSVxINC/Pw5zg6AIu4OT64khfvbp8';
const VALID = 'MIIBHzCBxgIBAjAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBzaG9wLmV4YW1wbGUuY29tMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAbMRkw'
  + 'FwYDVQQDDBBzaG9wLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5lpHCyIpqLy7ehqIsTELdB/W3/rG9YF+lWKbAjREHFLRtZ5zcHbS'
  + 'alKclElcSDQvz8Oc4OgCLuDk+uJIX726fDAKBggqhkjOPQQDAgNIADBFAiApDdyAImRKlhdDcqfMQ/0iGn8vxOVPUmUmcMDTbA1VfwIhANdbOyiuoQc2pEBF'
  + 'IvChKSKBf/J6+bdtuhfbp8sQtJ09';
const EXPIRED = 'MIIBHDCBxAIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBzaG9wLmV4YW1wbGUuY29tMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowGzEZMBcG'
  + 'A1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOZaRwsiKai8u3oaiLExC3Qf1t/6xvWBfpVimwI0RBxS0bWec3B20mpS'
  + 'nJRJXEg0L8/DnODoAi7g5PriSF+9unwwCgYIKoZIzj0EAwIDRwAwRAIgdKX26R5EMCwBHmvGVDc8RRLk2CjZTA/101OvM1IaJvMCIGnyNENh4RfqgYLCLAwx'
  + 'f1vYmrESkWQGyjvA2XpePU29';

const pem = (what: string, body: string) => `-----BEGIN ${what}-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${what}-----\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** As a Secret holds them. */
export const TLS_KEY = base64(pem('PRIVATE KEY', KEY));
/** Valid from 2020 to 2120. */
export const TLS_CERTIFICATE = base64(pem('CERTIFICATE', VALID));
/** Valid in 2020. */
export const EXPIRED_CERTIFICATE = base64(pem('CERTIFICATE', EXPIRED));
