package loaders

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// A look is what was learnt of a file before its rows are read.
type look struct {
	in       Input
	options  Options
	sum      [sha256.Size]byte
	encoding string
	decoder  encoding.Encoding // nil: UTF-8
	skip     int64             // bytes of a byte order mark
	format   string
	notes    []string
}

// magics are the first bytes of files that are no text, with what to do instead.
var magics = []struct{ bytes, what string }{
	{"\x89PNG", "a PNG picture"}, {"\xff\xd8\xff", "a JPEG picture"}, {"GIF8", "a GIF picture"}, {"%PDF", "a PDF document"},
	{"PK\x03\x04", "a zip archive or office document; save the sheet as CSV"}, {"\x1f\x8b", "compressed by gzip; unpack it first (gunzip)"},
	{"SQLite format 3", "an SQLite database"}, {"\xd0\xcf\x11\xe0", "an old office document; save the sheet as CSV"}, {"\x7fELF", "a program"},
}

// marks are byte order marks, the longer before those they begin with.
var marks = []struct {
	bytes, name string
	decoder     encoding.Encoding
}{
	{"\xef\xbb\xbf", "UTF-8 by its byte order mark", nil},
	{"\xff\xfe\x00\x00", "UTF-32LE by its byte order mark", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", "UTF-32BE by its byte order mark", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", "UTF-16LE by its byte order mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", "UTF-16BE by its byte order mark", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// sniff reads a file through once: its hash, its encoding, its format.
func sniff(ctx context.Context, in Input, o Options) (*look, error) {
	l, err := sniffText(ctx, in, o)
	if err != nil {
		return nil, err
	}
	return l, l.chooseFormat()
}

// sniffText reads a file through once: its hash and its encoding.
func sniffText(ctx context.Context, in Input, o Options) (*look, error) {
	l := &look{in: in, options: o}
	head := make([]byte, 4096)
	n, err := in.Data.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	head = head[:n]
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return nil, &ParseError{in.Name, 0, fmt.Errorf("it is no text: it is %s", m.what)}
		}
	}
	c, err := l.census(ctx)
	if err != nil {
		return nil, err
	}
	return l, l.chooseEncoding(head, c)
}

// A census counts what tells encodings apart.
type census struct {
	nuls     int
	valid    int // sequences of several bytes that are UTF-8
	shaped   int // that have the shape of UTF-8 and are none: overlong, surrogates
	stray    int // bytes that fit no sequence
	evenNuls int
}

// census reads the whole file once, for its hash and its bytes.
func (l *look) census(ctx context.Context) (census, error) {
	var c census
	h := sha256.New()
	r := bufio.NewReaderSize(io.TeeReader(io.NewSectionReader(l.in.Data, 0, l.in.Size), h), 1<<16)
	for at, look := int64(0), int64(0); ; {
		if at >= look {
			if look += 1 << 20; ctx.Err() != nil {
				return c, ctx.Err()
			}
		}
		if plain := plainRun(r); plain > 0 {
			at += int64(plain)
			continue
		}
		b, err := r.ReadByte()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return c, fmt.Errorf("%s: %w", l.in.Name, err)
		}
		at++
		if b == 0 {
			c.nuls++
			if at%2 == 1 {
				c.evenNuls++
			}
		}
		if b < utf8.RuneSelf {
			continue
		}
		rest, _ := r.Peek(3) // fewer at the end
		size := c.sequence(b, rest)
		at += int64(size)
		if _, err := r.Discard(size); err != nil {
			return c, fmt.Errorf("%s: %w", l.in.Name, err)
		}
	}
	l.sum = [sha256.Size]byte(h.Sum(nil))
	return c, nil
}

// plainRun skips the ASCII that is in the buffer, but NUL, and returns how many bytes.
func plainRun(r *bufio.Reader) int {
	ahead, _ := r.Peek(r.Buffered())
	n := 0
	for n < len(ahead) && ahead[n]-1 < utf8.RuneSelf-1 {
		n++
	}
	n, _ = r.Discard(n) // what is in the buffer
	return n
}

// sequence counts what begins with a byte above ASCII and returns how many of the
// bytes after it belong to it.
func (c *census) sequence(first byte, rest []byte) int {
	if r, size := utf8.DecodeRune(append([]byte{first}, rest...)); r != utf8.RuneError || size > 1 {
		c.valid++
		return size - 1
	}
	want := 0
	switch {
	case first >= 0xc0 && first < 0xe0:
		want = 1
	case first >= 0xe0 && first < 0xf0:
		want = 2
	case first >= 0xf0 && first < 0xf8:
		want = 3
	}
	for i := range want {
		if i >= len(rest) || rest[i]&0xc0 != 0x80 {
			want = 0
			break
		}
	}
	if want > 0 {
		c.shaped++
	} else {
		c.stray++
	}
	return want
}

// chooseEncoding decides by byte order mark, then by validity as UTF-8, then by a
// guess that is said.
func (l *look) chooseEncoding(head []byte, c census) error {
	if l.options.Encoding != "" {
		decoder, err := htmlindex.Get(l.options.Encoding)
		if err != nil {
			return &ParseError{l.in.Name, 0, fmt.Errorf("unknown encoding %q: want one such as utf-8, utf-16le, windows-1252, windows-1251, iso-8859-2", l.options.Encoding)}
		}
		l.encoding, l.decoder = l.options.Encoding, decoder
		if l.encoding == "utf-8" {
			l.decoder = nil
		}
		return nil
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			l.encoding, l.decoder, l.skip = m.name, m.decoder, int64(len(m.bytes))
			if m.decoder != nil {
				l.notes = append(l.notes, "encoding: "+m.name)
			}
			return nil
		}
	}
	switch {
	case c.nuls*4 > int(min(l.in.Size, 1<<30)):
		name := "utf-16le"
		if c.evenNuls*2 > c.nuls {
			name = "utf-16be"
		}
		return &ParseError{l.in.Name, 0, fmt.Errorf("its encoding looks like %s without a byte order mark; if it is, say so with --encoding %s", name, name)}
	case c.stray > 0 && c.valid == 0:
		l.encoding, l.decoder = "windows-1252", charmap.Windows1252
		l.notes = append(l.notes, fmt.Sprintf("encoding: it is not UTF-8 (%d places); read as windows-1252, which is a guess; say --encoding if it is another", c.stray))
	default:
		l.encoding = "UTF-8"
	}
	return nil
}

// text returns the file's text from its beginning, decoded; what is not UTF-8 in a
// UTF-8 file is left for the rows to report.
func (l *look) text() (io.Reader, *counter) {
	count := &counter{r: io.NewSectionReader(l.in.Data, l.skip, l.in.Size-l.skip)}
	if l.decoder == nil {
		return count, count
	}
	return transform.NewReader(count, l.decoder.NewDecoder()), count
}

// A counter counts the bytes that were read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
