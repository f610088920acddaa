package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// gRPC as it is on the wire: a frame with the message, and the status in a trailer. The messages are the lab's own.

func frame(message []byte) []byte {
	b := make([]byte, 5, 5+len(message))
	binary.BigEndian.PutUint32(b[1:], uint32(len(message)))
	return append(b, message...)
}

func isGRPC(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("content-type"), "application/grpc")
}

// answerGRPC answers with a status below 100 as gRPC's own, and with any other as HTTP's. A failure has no message, so its
// status stands in the only header, as servers do it; there proxies find it.
func answerGRPC(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("content-type", "application/grpc")
	switch {
	case status == http.StatusOK:
		w.Header().Set("trailer", "grpc-status")
		_, _ = w.Write(frame(must(json.Marshal(body))))
		w.Header().Set("grpc-status", "0")
	case status < 100:
		w.Header().Set("grpc-status", fmt.Sprint(status))
	default:
		w.WriteHeader(status)
	}
}

// grpcRequest is a unary call of the method that the URL's path names.
func grpcRequest(url string) (*http.Request, error) {
	r, err := http.NewRequest("POST", url, bytes.NewReader(frame(nil)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("content-type", "application/grpc")
	r.Header.Set("te", "trailers")
	return r, nil
}

// readGRPC takes the status from the trailer, or from the header where there is no message.
func (a *answer) readGRPC(resp *http.Response, body []byte) {
	a.grpc = first(resp.Trailer.Get("grpc-status"), resp.Header.Get("grpc-status"))
	if a.grpc == "" && resp.StatusCode == http.StatusOK {
		a.err = "a gRPC answer without a status"
	}
	if len(body) > 5 {
		a.body = string(body[5:])
	}
	_, _ = io.Copy(io.Discard, resp.Body)
}
