package diagram

import (
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
)

const (
	pngResolution = 144      // dots per inch
	mostDots      = 64 << 20 // of a PNG: four bytes each are in memory while it is drawn

	// MostInPNG is how many items a PNG may have: above it the file has many megabytes
	// and cannot be enlarged until the names are readable.
	MostInPNG = 1000
)

// CheckPNG refuses more items than a PNG may have; the error wraps ErrTooLarge.
func CheckPNG(items int) error {
	if items > MostInPNG {
		return fmt.Errorf("%w: %d items, a PNG shows %d", ErrTooLarge, items, MostInPNG)
	}
	return nil
}

// PNG writes the picture as PNG. It returns the texts that are not drawn right: no font
// has a character of theirs, or their script needs more than a letter after the other.
func (p *Picture) PNG(w io.Writer) (undrawn []string, err error) {
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Length(p.width), vg.Length(p.height)), vgimg.UseDPI(resolution(p.width, p.height)))
	undrawn = p.paint(canvas)
	_, err = vgimg.PngCanvas{Canvas: canvas}.WriteTo(w)
	return undrawn, err
}

// resolution is how many dots a PNG has to the inch: fewer on a page that would have more than mostDots.
func resolution(width, height float64) int {
	const point = 1. / 72 // inches
	return max(1, min(pngResolution, int(math.Sqrt(mostDots/(width*point*height*point)))))
}

// PDF writes the picture as one page of PDF. It returns what PNG returns.
func (p *Picture) PDF(w io.Writer) (undrawn []string, err error) {
	canvas := vgpdf.New(vg.Length(p.width), vg.Length(p.height))
	undrawn = p.paint(canvas)
	_, err = canvas.WriteTo(w)
	return undrawn, err
}

// paint draws the shapes on a canvas, whose y runs upwards, and returns the texts that are
// not drawn right, each once.
func (p *Picture) paint(canvas vg.Canvas) (undrawn []string) {
	fonts := newTypesetter()
	flip := func(q point) vg.Point { return vg.Point{X: vg.Length(q.x), Y: vg.Length(p.height - q.y)} }
	canvas.SetColor(paper)
	canvas.Fill(outline([]vg.Point{{}, {X: vg.Length(p.width)}, {X: vg.Length(p.width), Y: vg.Length(p.height)}, {Y: vg.Length(p.height)}}, true))
	for _, s := range p.shapes {
		if s.text != "" {
			canvas.SetColor(s.fill)
			if !fonts.write(canvas, flip(s.points[0]), s) && !slices.Contains(undrawn, s.text) {
				undrawn = append(undrawn, s.text)
			}
			continue
		}
		var path vg.Path
		if s.radius > 0 {
			c, r := flip(s.points[0]), vg.Length(s.radius)
			path.Move(vg.Point{X: c.X + r, Y: c.Y})
			path.Arc(c, r, 0, 2*math.Pi)
			path.Close()
		} else {
			points := make([]vg.Point, len(s.points))
			for i, q := range s.points {
				points[i] = flip(q)
			}
			path = outline(points, s.closed)
		}
		if s.fill != nil {
			canvas.SetColor(s.fill)
			canvas.Fill(path)
		}
		if s.stroke != nil {
			dashes := make([]vg.Length, len(s.dashes))
			for i, d := range s.dashes {
				dashes[i] = vg.Length(d)
			}
			canvas.SetColor(s.stroke)
			canvas.SetLineWidth(vg.Length(s.width))
			canvas.SetLineDash(dashes, 0)
			canvas.Stroke(path)
		}
	}
	return undrawn
}

func outline(points []vg.Point, closed bool) vg.Path {
	var path vg.Path
	path.Move(points[0])
	for _, q := range points[1:] {
		path.Line(q)
	}
	if closed {
		path.Close()
	}
	return path
}

// A typesetter sets texts of any script, each character in the first font that has
// it: Liberation Sans, which is built in, then what the system has.
type typesetter struct {
	cache  *font.Cache
	names  []font.Font
	buffer sfnt.Buffer
}

const builtIn font.Typeface = "Liberation"

func newTypesetter() *typesetter {
	t := &typesetter{cache: font.NewCache(liberation.Collection()), names: []font.Font{{Typeface: builtIn, Variant: "Sans"}}}
	return t
}

// systemFonts are names of font files that have many scripts, best first; they are
// looked for where systems keep fonts.
var (
	systemFonts   = []string{"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "uming.ttc", "msyh.ttc", "simsun.ttc", "PingFang.ttc", "NotoSansArabic-Regular.ttf", "DejaVuSans.ttf"}
	fontFolders   = []string{"/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", `C:\Windows\Fonts`}
	systemVariant = font.Variant("Sans")
)

// addSystemFonts makes the system's fonts known, on the first character that the
// built-in one lacks.
func (t *typesetter) addSystemFonts() {
	if len(t.names) > 1 {
		return
	}
	found := map[string]string{}
	for _, folder := range fontFolders {
		_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error { // a folder that cannot be read has no fonts for us
			if err == nil && slices.Contains(systemFonts, entry.Name()) && found[entry.Name()] == "" {
				found[entry.Name()] = path
			}
			return nil
		})
	}
	for _, name := range systemFonts {
		face := readFont(found[name])
		if face == nil {
			continue
		}
		f := font.Font{Typeface: font.Typeface(name), Variant: systemVariant}
		t.cache.Add(font.Collection{{Font: f, Face: face}})
		t.names = append(t.names, f)
	}
	if len(t.names) == 1 {
		t.names = append(t.names, t.names[0]) // there are none; do not look again
	}
}

// readFont reads a font, or the first of a collection; nil where there is none.
func readFont(path string) *opentype.Font {
	text, err := os.ReadFile(path)
	if path == "" || err != nil {
		return nil
	}
	if collection, err := opentype.ParseCollection(text); err == nil {
		if f, err := collection.Font(0); err == nil {
			return f
		}
	}
	return nil
}

// faceFor returns the first font that has a character, and false where none does.
func (t *typesetter) faceFor(r rune, bold bool, size float64) (font.Face, bool) {
	for pass := range 2 {
		for _, f := range t.names {
			if bold && f.Typeface == builtIn {
				f.Weight = xfont.WeightBold
			}
			face := t.cache.Lookup(f, vg.Length(size))
			if i, err := face.Face.GlyphIndex(&t.buffer, r); err == nil && i != 0 {
				return face, true
			}
		}
		if pass == 0 {
			t.addSystemFonts()
		}
	}
	return t.cache.Lookup(t.names[0], vg.Length(size)), false
}

// width returns how wide a text is set in the built-in font, or is estimated to be, whichever is
// more: a reader of SVG may have another. It is the same on every machine.
func (t *typesetter) width(text string, size float64, bold bool) float64 {
	f := t.names[0]
	if bold {
		f.Weight = xfont.WeightBold
	}
	face := t.cache.Lookup(f, vg.Length(size)).Face
	em, sum := fixed.I(int(face.UnitsPerEm())), 0.0
	for _, r := range text {
		i, err := face.GlyphIndex(&t.buffer, r)
		advance, err2 := face.GlyphAdvance(&t.buffer, i, em, xfont.HintingNone)
		if err != nil || err2 != nil || i == 0 {
			sum += textWidth(string(r), size)
			continue
		}
		sum += float64(advance) / float64(em) * size
	}
	return max(sum, textWidth(text, size))
}

// shaped are scripts that run from right to left, or whose letters join, stack or change
// places: set one after the other they are not what a reader of them reads.
var shaped = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi,
	unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan,
	unicode.Myanmar, unicode.Khmer, unicode.Mongolian}

// write sets a text in runs of one font each, and reports whether it reads as it should.
func (t *typesetter) write(canvas vg.Canvas, at vg.Point, s shape) bool {
	type run struct {
		face font.Face
		text strings.Builder
	}
	var runs []*run
	right := true
	for _, r := range s.text {
		face, ok := t.faceFor(r, s.bold, s.size)
		right = right && ok && !unicode.In(r, shaped...)
		if !ok {
			r = '□'
			if face, ok = t.faceFor(r, s.bold, s.size); !ok {
				r = '?'
			}
		}
		if len(runs) == 0 || runs[len(runs)-1].face.Font != face.Font {
			runs = append(runs, &run{face: face})
		}
		runs[len(runs)-1].text.WriteRune(r)
	}
	width := vg.Length(0)
	for _, r := range runs {
		width += r.face.Width(r.text.String())
	}
	if s.middle {
		at.X -= width / 2
	}
	for _, r := range runs {
		if text := r.text.String(); r.face.Font.Typeface == builtIn && !s.bold && isASCII(text) {
			canvas.FillString(r.face, at, text)
		} else {
			t.fillOutlines(canvas, at, r.face, text, s.size)
		}
		at.X += r.face.Width(r.text.String())
	}
	return right
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// fillOutlines draws a text as shapes: vgpdf writes nothing but the Latin-1 of plain
// weight right, and a system's font may be one of a collection, which a PDF cannot hold.
func (t *typesetter) fillOutlines(canvas vg.Canvas, at vg.Point, face font.Face, text string, size float64) {
	units := face.Face.UnitsPerEm()
	scale := size / float64(units)
	for _, r := range text {
		index, err := face.Face.GlyphIndex(&t.buffer, r)
		if err != nil {
			continue
		}
		segments, err := face.Face.LoadGlyph(&t.buffer, index, fixed.I(int(units)), nil)
		if err != nil {
			continue
		}
		to := func(p fixed.Point26_6) vg.Point {
			return vg.Point{X: at.X + vg.Length(float64(p.X)/64*scale), Y: at.Y - vg.Length(float64(p.Y)/64*scale)}
		}
		var path vg.Path
		for _, s := range segments {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if len(path) > 0 {
					path.Close()
				}
				path.Move(to(s.Args[0]))
			case sfnt.SegmentOpLineTo:
				path.Line(to(s.Args[0]))
			case sfnt.SegmentOpQuadTo:
				path.QuadTo(to(s.Args[0]), to(s.Args[1]))
			case sfnt.SegmentOpCubeTo:
				path.CubeTo(to(s.Args[0]), to(s.Args[1]), to(s.Args[2]))
			}
		}
		if len(path) > 0 {
			path.Close()
			canvas.Fill(path)
		}
		at.X += face.Width(string(r))
	}
}
