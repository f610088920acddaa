package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/anypb"

	corev3 "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	tlsv3 "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	discoveryv3 "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	secretv3 "github.com/envoyproxy/go-control-plane/envoy/service/secret/v3"
)

// sdsServer is the part of pilot-agent that gives a proxy its own certificate and the mesh root.
type sdsServer struct {
	secretv3.UnimplementedSecretDiscoveryServiceServer
	id string
}

func startSDS(path, id string) (*grpc.Server, error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o777); err != nil {
		return nil, err
	}
	g := grpc.NewServer()
	secretv3.RegisterSecretDiscoveryServiceServer(g, &sdsServer{id: id})
	go g.Serve(l)
	return g, nil
}

func inline(b []byte) *corev3.DataSource {
	return &corev3.DataSource{Specifier: &corev3.DataSource_InlineBytes{InlineBytes: b}}
}

func (s *sdsServer) secret(name string) *tlsv3.Secret {
	trust := func(c *ca) *tlsv3.Secret {
		return &tlsv3.Secret{Name: name, Type: &tlsv3.Secret_ValidationContext{ValidationContext: &tlsv3.CertificateValidationContext{TrustedCa: inline(c.pem)}}}
	}
	if name == "ROOTCA" {
		return trust(meshCA)
	}
	if strings.HasPrefix(name, "file-root:") { // the machine's own roots, or a file that a DestinationRule names
		return trust(publicCA)
	}
	cert, key := meshCA.issue(nil, []string{s.id})
	if strings.HasPrefix(name, "file-cert:") { // a file too: for those outside
		cert, key = publicCA.issueOnce([]string{"client.lab"})
	}
	return &tlsv3.Secret{Name: name, Type: &tlsv3.Secret_TlsCertificate{TlsCertificate: &tlsv3.TlsCertificate{
		CertificateChain: inline(append(cert, meshCA.pem...)), PrivateKey: inline(key)}}}
}

func (s *sdsServer) respond(r *discoveryv3.DiscoveryRequest, n int) (*discoveryv3.DiscoveryResponse, error) {
	out := &discoveryv3.DiscoveryResponse{TypeUrl: r.TypeUrl, VersionInfo: fmt.Sprint(n), Nonce: fmt.Sprint(n)}
	for _, name := range r.ResourceNames {
		a, err := anypb.New(s.secret(name))
		if err != nil {
			return nil, err
		}
		out.Resources = append(out.Resources, a)
	}
	return out, nil
}

func (s *sdsServer) StreamSecrets(st secretv3.SecretDiscoveryService_StreamSecretsServer) error {
	sent := ""
	for n := 1; ; n++ {
		r, err := st.Recv()
		if err != nil {
			return nil
		}
		if r.ErrorDetail != nil {
			fmt.Fprintf(os.Stderr, "SDS refused by %s: %s\n", s.id, r.ErrorDetail.Message)
			continue
		}
		names := strings.Join(r.ResourceNames, ",")
		if r.ResponseNonce != "" && names == sent {
			continue // an acknowledgement
		}
		out, err := s.respond(r, n)
		if err != nil {
			return err
		}
		sent = names
		if err := st.Send(out); err != nil {
			return err
		}
	}
}

func (s *sdsServer) FetchSecrets(_ context.Context, r *discoveryv3.DiscoveryRequest) (*discoveryv3.DiscoveryResponse, error) {
	return s.respond(r, 1)
}
