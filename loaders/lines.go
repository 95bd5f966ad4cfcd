package loaders

import (
	"bufio"
	"errors"
	"io"
)

const maxLine = 256 << 10 // bytes of one line; a longer one is reported and left out

// A line is a physical line of a file without its end.
type line struct {
	number  int
	text    string
	tooLong bool
	last    bool // the file ends with it, without a line end
}

// lines reads a file line by line. Lines that were looked at ahead can be given
// back, so that a reader can take up again behind a place it could not make sense
// of.
type lines struct {
	r      *bufio.Reader
	number int
	back   []line // given back, the next one last
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, 1<<16)} }

// next returns the next line, or false at the end.
func (l *lines) next() (line, bool, error) {
	if n := len(l.back); n > 0 {
		next := l.back[n-1]
		l.back = l.back[:n-1]
		return next, true, nil
	}
	var text []byte
	read := line{number: l.number + 1}
	for {
		part, err := l.r.ReadSlice('\n')
		if len(text)+len(part) > maxLine {
			read.tooLong, text = true, nil
		} else if !read.tooLong {
			text = append(text, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if errors.Is(err, io.EOF) {
			if len(text) == 0 && !read.tooLong {
				return line{}, false, nil
			}
			read.last = true
		} else if err != nil {
			return line{}, false, err
		}
		break
	}
	l.number++
	for len(text) > 0 && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	read.text = string(text)
	return read, true, nil
}

// giveBack puts lines back, to be read again in their order.
func (l *lines) giveBack(read []line) {
	for i := len(read) - 1; i >= 0; i-- {
		l.back = append(l.back, read[i])
	}
}
