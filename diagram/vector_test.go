package diagram

import "testing"

// A page of any size is drawn with at most so many dots: by hand, 1,000 by 1,000 points at 144 to the inch are 2,000 squared.
func TestResolution(t *testing.T) {
	for _, tt := range []struct {
		width, height float64
		want          int
	}{
		{1000, 1000, 144},
		{4096, 4096, 144}, // 8192 squared is 64 M
		{8192, 8192, 72},
		{9800, 4850, 85}, // 11570 by 5726
		{1e6, 1e6, 1},
	} {
		if got := resolution(tt.width, tt.height); got != tt.want {
			t.Errorf("%g by %g: %d dots to the inch, want %d", tt.width, tt.height, got, tt.want)
		}
	}
}
