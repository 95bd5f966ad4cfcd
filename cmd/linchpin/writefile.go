package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"
)

// Every result is written here: into a file beside its place, which takes its place when
// all that a command writes has been written. On failure nothing new is there, and what was
// there before is as it was.

// A written file is one that a command writes, or standard output.
type written struct {
	path string // "" and "-": standard output
	text []byte
}

func (w written) standard() bool { return w.path == "" || w.path == "-" }

// writeResult writes one file that must not be there, or standard output. Force replaces
// a regular file; a link is never followed.
func writeResult(cmd *cobra.Command, path string, force bool, text []byte) error {
	return writeAll(cmd, force, written{path, text})
}

// writeAll writes several files together or not at all.
func writeAll(cmd *cobra.Command, force bool, all ...written) (err error) {
	var places []*place
	defer func() {
		for _, p := range places {
			err = errors.Join(err, p.close(err == nil))
		}
	}()
	for _, w := range all {
		if w.standard() {
			continue
		}
		if err := checkOutput(cmd, w.path, force); err != nil {
			return err
		}
		p, err := openPlace(w, force)
		if err != nil {
			return err
		}
		places = append(places, p)
	}
	for _, p := range places {
		if err := p.write(); err != nil {
			return err
		}
	}
	if err := writeStandard(cmd, all, len(places) > 0); err != nil {
		return err
	}
	for _, p := range places {
		if err := p.take(); err != nil {
			return err
		}
	}
	return nil
}

// writeStandard writes what goes to standard output. A reader that goes away ends the
// program, unless files wait that would be left behind.
func writeStandard(cmd *cobra.Command, all []written, wait bool) error {
	if wait {
		gone := make(chan os.Signal, 1)
		signal.Notify(gone, syscall.SIGPIPE)
		defer signal.Stop(gone)
	}
	for _, w := range all {
		if !w.standard() {
			continue
		}
		if _, err := cmd.OutOrStdout().Write(w.text); err != nil {
			return err
		}
	}
	return nil
}

// A place is where a file is to be.
type place struct {
	written
	force bool
	file  *os.File // beside the place, or a device
	old   string   // what the file replaced, until all is done
	taken bool
}

func openPlace(w written, force bool) (*place, error) {
	p := &place{written: w, force: force}
	var err error
	if isDevice(w.path) { // such as /dev/full
		p.file, err = os.OpenFile(w.path, os.O_WRONLY, 0)
	} else if p.file, err = os.CreateTemp(filepath.Dir(w.path), ".linchpin-*"); err != nil {
		err = fmt.Errorf("%s: cannot be written: %w", w.path, err)
	}
	return p, err
}

func (p *place) write() error {
	_, err := p.file.Write(p.text)
	if closing := p.file.Close(); err == nil {
		err = closing
	}
	return err
}

// take puts the file into its place. What is there is kept beside it for close to undo.
func (p *place) take() error {
	if isDevice(p.path) {
		return nil
	}
	made := p.file.Name()
	if p.force {
		if old := made + "-old"; os.Link(p.path, old) == nil {
			p.old = old
		}
	} else if err := os.Link(made, p.path); errors.Is(err, fs.ErrExist) {
		return thereAlready(p.path, "name another")
	} else if err == nil {
		p.taken = true
		return os.Remove(made)
	}
	err := os.Rename(made, p.path) // also where a disk has no links
	p.taken = err == nil
	return err
}

// close leaves nothing beside the place, and in it what is to be there.
func (p *place) close(done bool) error {
	if isDevice(p.path) {
		return nil
	}
	_ = p.file.Close() // again, where it was written
	switch {
	case done && p.old != "":
		return os.Remove(p.old)
	case done:
		return nil
	case p.taken && p.old != "":
		return os.Rename(p.old, p.path)
	case p.taken:
		return os.Remove(p.path)
	case p.old != "":
		return errors.Join(os.Remove(p.old), os.Remove(p.file.Name()))
	}
	return os.Remove(p.file.Name())
}

func isDevice(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&os.ModeDevice != 0
}

func thereAlready(path, hint string) error {
	return fmt.Errorf("%s: is there already; %s", path, hint)
}
