package neo4j

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// An Address says where a case is: on which server, in which of its databases,
// and under which name.
type Address struct {
	Scheme   string // neo4j or bolt; with +s encrypted, with +ssc encrypted to anybody
	User     string // "" where the server asks for none
	Host     string // host:port
	Database string // "" for the server's own choice
	Case     string
}

const (
	addressForm = "want neo4j://USER@HOST:7687/DATABASE?case=NAME"
	defaultPort = "7687"
	maxCaseName = 200
)

// ParseAddress reads neo4j://user@host:port/database?case=NAME. The scheme may
// also be bolt, for one server of a cluster, and either may end in +s for
// encryption, or in +ssc for encryption to a server that nobody vouches for. An
// address that has a password in it is refused, and the error does not repeat it.
func ParseAddress(text string) (Address, error) {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return Address{}, fmt.Errorf("address without a scheme: %s", addressForm)
	}
	authority, _, _ := strings.Cut(rest, "/")
	if before, _, found := cutLast(authority, "@"); found && strings.Contains(before, ":") {
		return Address{}, errors.New("address with a password: leave it out and give it by file, environment or prompt")
	}
	switch scheme {
	case "neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc":
	default:
		return Address{}, errors.New("address with an unknown scheme: want neo4j, bolt, neo4j+s or bolt+s")
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.Fragment != "" || strings.Contains(strings.Trim(u.Path, "/"), "/") {
		return Address{}, fmt.Errorf("address that cannot be read: %s", addressForm)
	}
	if _, password := u.User.Password(); password {
		return Address{}, errors.New("address with a password: leave it out and give it by file, environment or prompt")
	}
	port := u.Port()
	if port == "" {
		port = defaultPort
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return Address{}, fmt.Errorf("address with the port %q: want a number from 1 to 65535", port)
	}
	name, err := caseName(u.RawQuery)
	if err != nil {
		return Address{}, err
	}
	return Address{scheme, u.User.Username(), net.JoinHostPort(u.Hostname(), port), strings.Trim(u.Path, "/"), name}, nil
}

// caseName reads the query of an address.
func caseName(query string) (string, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", fmt.Errorf("address that cannot be read: %s", addressForm)
	}
	for key := range values {
		if key != "case" {
			return "", fmt.Errorf("address with the unknown option %q: %s", key, addressForm)
		}
	}
	name := values.Get("case")
	switch {
	case name == "" || len(values["case"]) > 1:
		return "", fmt.Errorf("address without the name of one case: %s", addressForm)
	case len(name) > maxCaseName || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) || strings.TrimSpace(name) != name:
		return "", fmt.Errorf("case name %q: want at most %d printable characters without blanks around them", name, maxCaseName)
	}
	return name, nil
}

func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}

// String returns the address as ParseAddress reads it.
func (a Address) String() string {
	u := url.URL{Scheme: a.Scheme, Host: a.Host, RawQuery: url.Values{"case": {a.Case}}.Encode()}
	if a.User != "" {
		u.User = url.User(a.User)
	}
	if a.Database != "" {
		u.Path = "/" + a.Database
	}
	return u.String()
}

// encrypted reports whether the transport is.
func (a Address) encrypted() bool { return strings.Contains(a.Scheme, "+") }

// unvouched reports whether the server need not prove who it is.
func (a Address) unvouched() bool { return strings.HasSuffix(a.Scheme, "+ssc") }

// loopback reports whether the server is on this machine.
func (a Address) loopback() bool {
	host, _, _ := net.SplitHostPort(a.Host)
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// target returns what the driver is told to connect to. A server on this machine
// that is spoken to in plain text is spoken to directly: asked for its routes, it
// could send the password and the case elsewhere.
func (a Address) target() string {
	if a.Scheme == "neo4j" && a.loopback() {
		return "bolt://" + a.Host
	}
	return a.Scheme + "://" + a.Host
}
