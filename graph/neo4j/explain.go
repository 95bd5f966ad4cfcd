package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// explain turns an error of the driver into one that says which server, what, and
// what to do about it. An error of our own is returned as it is.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	var tried *neo4j.TransactionExecutionLimit
	if errors.As(err, &tried) && len(tried.Errors) > 0 {
		err = tried.Errors[len(tried.Errors)-1]
	}
	var refused *neo4j.Neo4jError
	if errors.As(err, &refused) {
		return s.explainRefusal(refused)
	}
	var unreachable *neo4j.ConnectivityError
	if errors.As(err, &unreachable) {
		return fmt.Errorf("neo4j server %s cannot be reached: %w", s.address.Host, unreachable.Inner)
	}
	if tried != nil {
		return fmt.Errorf("neo4j server %s cannot be reached: %w", s.address.Host, err)
	}
	return err
}

// explainRefusal explains what the server itself says.
func (s *Store) explainRefusal(err *neo4j.Neo4jError) error {
	host, user := s.address.Host, s.address.User
	switch err.Code {
	case "Neo.ClientError.Security.Unauthorized":
		return fmt.Errorf("neo4j server %s does not know the user %q by this password", host, user)
	case "Neo.ClientError.Security.AuthenticationRateLimit":
		return fmt.Errorf("neo4j server %s has heard too many wrong passwords: wait a while and try again", host)
	case "Neo.ClientError.Security.CredentialsExpired":
		return fmt.Errorf("neo4j server %s wants the user %q to choose a new password first", host, user)
	case "Neo.ClientError.Security.Forbidden", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase":
		return fmt.Errorf("neo4j server %s does not let the user %q do this: %s: %w", host, user, err.Msg, store.ErrReadOnly)
	case "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("neo4j server %s has no database %q", host, s.address.Database)
	}
	if strings.Contains(err.Code, "MemoryPoolOutOfMemory") {
		return fmt.Errorf("neo4j server %s has too little memory for the transaction: raise dbms.memory.transaction.total.max: %s", host, err.Msg)
	}
	return fmt.Errorf("neo4j server %s: %s (%s)", host, err.Msg, err.Code)
}
