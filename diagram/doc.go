// Package diagram draws views as link charts, in the conventions of intelligence
// charts: a shape for each kind, gangs as enclosing boxes, a solid line for what is
// confirmed, a dashed one for tentative, a dotted one for unconfirmed.
//
// Graphviz finds positions, in a child process that is killed on a limit; the
// picture is drawn from them by this package, so that every format shows the same.
package diagram
