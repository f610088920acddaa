package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// stored is the object as an API server would hand it out: analyzers were written for that form, not for what
// people write. A port without protocol, for example, is no TCP port to them.
func stored(o *Object) *Object {
	if o.GetAPIVersion() != "v1" || (o.GetKind() != "Service" && o.GetKind() != "Secret") {
		return o
	}
	c := *o
	c.Unstructured = o.DeepCopy()
	if o.GetKind() == "Secret" {
		text, _, _ := unstructured.NestedStringMap(c.Object, "stringData")
		for k, v := range text {
			_ = unstructured.SetNestedField(c.Object, base64.StdEncoding.EncodeToString([]byte(v)), "data", k)
		}
		delete(c.Object, "stringData")
		return &c
	}
	ports, _, _ := unstructured.NestedSlice(c.Object, "spec", "ports")
	for _, p := range ports {
		m, ok := p.(map[string]any)
		if !ok {
			continue
		}
		if m["protocol"] == nil {
			m["protocol"] = "TCP"
		}
		if m["targetPort"] == nil {
			m["targetPort"] = m["port"]
		}
	}
	if ports != nil {
		_ = unstructured.SetNestedSlice(c.Object, ports, "spec", "ports")
	}
	return &c
}

// withCertificate fills an assumed TLS Secret that has no data with a certificate made for the occasion, so
// that no key and no expiry date need to stand in a file.
func withCertificate(o *Object) error {
	if o.GetKind() != "Secret" || o.Object["type"] != "kubernetes.io/tls" || o.Object["data"] != nil || o.Object["stringData"] != nil {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: o.GetName()}, DNSNames: []string{"*"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return err
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	cert := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	o.Object["stringData"] = map[string]any{"tls.crt": cert, "ca.crt": cert,
		"tls.key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))}
	return nil
}
