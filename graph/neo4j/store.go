package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// A Store is one case on a Neo4j server.
type Store struct {
	driver  neo4j.DriverWithContext
	address Address
	session neo4j.SessionConfig

	preparing sync.Mutex
	prepared  bool // the constraints are there
}

var (
	_ store.Store       = (*Store)(nil)
	_ store.ScoreWriter = (*Store)(nil)
)

// Options say how to open a case. The zero value suits a server on this machine
// that asks for no password.
type Options struct {
	Password       string
	AllowPlaintext bool // to another machine too
	AllowUnvouched bool // encryption to a server that nobody vouches for (+ssc)
	MustExist      bool // refuse a case that is not there; otherwise the first write makes it
}

// The driver retries on its own; these keep it from doing so in silence for long.
// A connection that breaks is tried as often as the pool is large.
const (
	poolSize       = 6
	connectTimeout = 5 * time.Second
	acquireTimeout = 10 * time.Second
	retryTime      = 15 * time.Second
)

// Open connects to the server and looks whether the case can be read by this
// program. The error wraps store.ErrNotFound for a case that must exist and does
// not, store.ErrNotACase for one that a newer program wrote.
func Open(ctx context.Context, address Address, options Options) (*Store, error) {
	switch {
	case address.Case == "" || address.Host == "":
		return nil, fmt.Errorf("address without a server or the name of a case: %s", addressForm)
	case address.unvouched() && !options.AllowUnvouched:
		return nil, fmt.Errorf("address with the scheme %q: anybody could pose as the server; use %s, or allow it on purpose", address.Scheme, strings.TrimSuffix(address.Scheme, "sc"))
	case !address.encrypted() && !address.loopback() && !options.AllowPlaintext:
		return nil, fmt.Errorf("%s is another machine and %s:// would send the password and the case in plain text: use %s+s://, or allow it on purpose", address.Host, address.Scheme, address.Scheme)
	}
	auth := neo4j.NoAuth()
	if address.User != "" {
		auth = neo4j.BasicAuth(address.User, options.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(address.target(), auth, configure)
	if err != nil {
		return nil, fmt.Errorf("neo4j server %s: %w", address.Host, err)
	}
	s := &Store{driver: driver, address: address, session: neo4j.SessionConfig{
		DatabaseName:    address.Database,
		BookmarkManager: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		FetchSize:       neo4j.FetchAll, // a row is read as it arrives; the connection holds back the server
	}}
	if err := s.look(ctx, options); err != nil {
		return nil, errors.Join(err, driver.Close(context.WithoutCancel(ctx)))
	}
	return s, nil
}

func configure(c *config.Config) {
	c.TelemetryDisabled = true
	c.UserAgent = "linchpin"
	c.MaxConnectionPoolSize = poolSize
	c.SocketConnectTimeout = connectTimeout
	c.ConnectionAcquisitionTimeout = acquireTimeout
	c.MaxTransactionRetryTime = retryTime
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.ReadBufferSize = 1 << 16
}

// look makes sure of the server and of the case.
func (s *Store) look(ctx context.Context, options Options) error {
	// Without a deadline the driver waits for ever for a server that says nothing.
	shaking, cancel := context.WithTimeout(ctx, acquireTimeout)
	defer cancel()
	server, err := s.driver.GetServerInfo(shaking)
	switch {
	case err != nil && ctx.Err() == nil && shaking.Err() != nil:
		return fmt.Errorf("neo4j server %s does not answer within %s", s.address.Host, acquireTimeout)
	case err != nil:
		return s.explain(ctx, err)
	}
	if !recentEnough(server.Agent()) {
		return fmt.Errorf("neo4j server %s is %s: want Neo4j %d.%d or later", s.address.Host, server.Agent(), oldestMajor, oldestMinor)
	}
	var held caseNode
	err = s.read(ctx, func(tx *transaction) (err error) {
		held, err = tx.caseNode()
		return err
	})
	switch {
	case err != nil:
		return err
	case held.format > format:
		return fmt.Errorf("%s: written by a newer linchpin (format %d, this program knows %d): %w", s.address, held.format, format, store.ErrNotACase)
	case held.format == 0 && options.MustExist:
		return fmt.Errorf("%s: no such case in this database: %w", s.address, store.ErrNotFound)
	}
	return nil
}

// The oldest server this package was tried on.
const oldestMajor, oldestMinor = 5, 26

// recentEnough reads what a server calls itself, such as Neo4j/5.26.30.
func recentEnough(agent string) bool {
	version, ok := strings.CutPrefix(agent, "Neo4j/")
	parts := strings.SplitN(version, ".", 3)
	if !ok || len(parts) < 2 {
		return false
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	return err1 == nil && err2 == nil && (major > oldestMajor || major == oldestMajor && minor >= oldestMinor)
}

// Close closes the connections to the server.
func (s *Store) Close() error { return s.driver.Close(context.Background()) }
