package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/url"
	"strings"
	"sync"
	"time"
)

// ca is an in-memory certificate authority. meshCA signs workload identities; publicCA signs what the
// outside world trusts (gateway credentials, outside hosts).
type ca struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pem  []byte
}

var (
	meshCA   = newCA("lab mesh root")
	publicCA = newCA("lab public root")
	jwtKey   = newJWTKey()
	badKey   = newJWTKey()
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func serial() *big.Int { return must(rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))) }

func newCA(cn string) *ca {
	k := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	t := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: cn, Organization: []string{"lab"}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	der := must(x509.CreateCertificate(rand.Reader, t, t, &k.PublicKey, k))
	return &ca{must(x509.ParseCertificate(der)), k, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

func (c *ca) issue(dns, uris []string) (cert, key []byte) {
	if len(dns)+len(uris) == 0 {
		dns = []string{"any.lab"} // Envoy refuses a certificate without a name
	}
	k := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	t := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{Organization: []string{"lab"}}, DNSNames: dns,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(12 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	for _, u := range uris {
		t.URIs = append(t.URIs, must(url.Parse(u)))
	}
	der := must(x509.CreateCertificate(rand.Reader, t, c.cert, &k.PublicKey, c.key))
	kb := must(x509.MarshalPKCS8PrivateKey(k))
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: kb})
}

var issued sync.Map // by names

// issueOnce issues the same certificate for the same names, so that equal manifests make equal worlds.
func (c *ca) issueOnce(dns []string) (cert, key []byte) {
	k := strings.Join(dns, ",")
	if _, ok := issued.Load(k); !ok {
		cert, key := c.issue(dns, nil)
		issued.LoadOrStore(k, [2][]byte{cert, key})
	}
	v, _ := issued.Load(k)
	pair := v.([2][]byte)
	return pair[0], pair[1]
}

func (c *ca) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(c.cert)
	return p
}

func (c *ca) pair(dns, uris []string) tls.Certificate {
	crt, key := c.issue(dns, uris)
	return must(tls.X509KeyPair(crt, key))
}

type jwtSigner struct{ k *rsa.PrivateKey }

func newJWTKey() *jwtSigner { return &jwtSigner{must(rsa.GenerateKey(rand.Reader, 2048))} }

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func (s *jwtSigner) jwks() string {
	return string(must(json.Marshal(map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "lab",
		"n": b64(s.k.N.Bytes()), "e": b64(big.NewInt(int64(s.k.E)).Bytes())}}})))
}

func (s *jwtSigner) sign(claims map[string]any) string {
	h := b64([]byte(`{"alg":"RS256","kid":"lab","typ":"JWT"}`)) + "." + b64(must(json.Marshal(claims)))
	sum := sha256.Sum256([]byte(h))
	return h + "." + b64(must(rsa.SignPKCS1v15(rand.Reader, s.k, crypto.SHA256, sum[:])))
}
